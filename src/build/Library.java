import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes the content of the jar that handler projects depend on: the compiled classes without the demos, and in place of the
 * page's sources the bundle that was made of them, with a list of what its files are called.
 *
 * <p>So a handler project bundles nothing and needs none of the page's libraries. Started as a source file by the pom, after the
 * application was built.
 */
class Library {

    private static final List<String> LEFT_OUT = List.of("web", "dev/parley/demo", "application.properties");
    private static final String RESOURCES = "META-INF/resources/";
    private static final String NAMES = "META-INF/parley/bundle.properties";
    private static final Pattern NAMED =
            Pattern.compile(RESOURCES + "(static/bundle/(app|math|tools|print)-\\w+\\.(js|css))");

    private final Path target;
    private final Path library;

    private Library(Path target) {
        this.target = target;
        this.library = target.resolve("library");
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Expected: the folder that is built into");
        }
        new Library(Path.of(arguments[0])).make();
    }

    private void make() throws IOException {
        deleteOld();
        copyClasses();
        try (var built = new ZipFile(built().toFile())) {
            var names = new TreeMap<String, String>();
            for (var entry : built.stream().filter(Library::isForBrowsers).toList()) {
                copy(built, entry);
                var named = NAMED.matcher(entry.getName());
                if (named.matches()) {
                    names.put(named.group(2) + "." + named.group(3), "/" + named.group(1));
                }
            }
            if (!names.keySet().containsAll(List.of("app.css", "app.js", "math.css", "tools.css", "print.css"))) {
                throw new IllegalStateException("The bundle has only " + names);
            }
            write(names);
        }
    }

    /** The jar with what Quarkus has generated: of the application, or of the native image's sources. */
    private Path built() throws IOException {
        var application = target.resolve("quarkus-app/quarkus/generated-bytecode.jar");
        if (Files.exists(application)) {
            return application;
        }
        var matcher = FileSystems.getDefault().getPathMatcher("glob:**/*-native-image-source-jar/*-runner.jar");
        try (var files = Files.walk(target, 2)) {
            return files.filter(matcher::matches)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no built application in " + target));
        }
    }

    private static boolean isForBrowsers(ZipEntry entry) {
        return entry.getName().startsWith(RESOURCES) && !entry.isDirectory();
    }

    private void deleteOld() throws IOException {
        if (Files.exists(library)) {
            try (var files = Files.walk(library)) {
                for (var file :
                        files.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void copyClasses() throws IOException {
        var classes = target.resolve("classes");
        var leftOut = LEFT_OUT.stream().map(classes::resolve).toList();
        try (Stream<Path> files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (leftOut.stream().noneMatch(file::startsWith)) {
                    var copy = library.resolve(classes.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private void copy(ZipFile built, ZipEntry entry) throws IOException {
        var file = library.resolve(entry.getName()).normalize();
        if (!file.startsWith(library)) {
            throw new IOException("Outside of the library: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = built.getInputStream(entry)) {
            Files.copy(content, file);
        }
    }

    /** By hand: what java.util.Properties writes has the time in it. */
    private void write(TreeMap<String, String> names) throws IOException {
        var file = library.resolve(NAMES);
        Files.createDirectories(file.getParent());
        try (Writer lines = Files.newBufferedWriter(file)) {
            for (var name : names.entrySet()) {
                lines.write(name.getKey() + "=" + name.getValue() + "\n");
            }
        }
    }
}
