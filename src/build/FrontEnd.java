import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Formats, type-checks and tests the TypeScript and the CSS without a Node.js or an npm on the machine: the packages
 * come as jars by Maven, and the Node.js is the one that Playwright's driver carries.
 *
 * <p>The packages are unpacked into {@code node_modules}, where editors look for them and where the Web Bundler keeps
 * its own. Started as a source file by the pom, so that formatting never waits for the project to compile.
 */
class FrontEnd {
    private static final Path MODULES = Path.of("node_modules");
    /** One empty file per unpacked jar, so that the next run has nothing to do. */
    private static final Path UNPACKED = MODULES.resolve(".parley");

    private static final List<String> FORMATTED =
            List.of("src/*/resources/web/**/*.{ts,css}", "src/test/typescript/**/*.ts", "tsconfig.json");
    private static final Pattern PACKAGED =
            Pattern.compile("META-INF/resources/(_static|webjars)/(?<artifact>[\\w.-]+)/[\\w.-]+/(?<path>.+)");

    private final Path node;

    private FrontEnd(Path node) {
        this.node = node;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Expected: check|apply, the folder of package jars, the driver's jar");
        }
        unpackPackages(Path.of(arguments[1]));
        var frontEnd = new FrontEnd(unpackNode(Path.of(arguments[2])));
        switch (arguments[0]) {
            case "apply" -> frontEnd.format("--write");
            case "check" -> frontEnd.check();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void check() throws Exception {
        format("--check");
        run("The TypeScript has type errors.", "node_modules/typescript/lib/tsc.js", "--project", "tsconfig.json");
        if (Files.isDirectory(Path.of("src/test/typescript"))) {
            run("A test of the front end failed.", "--test", "src/test/typescript/**/*.test.ts");
        }
    }

    private void format(String mode) throws Exception {
        var command = new ArrayList<>(List.of("node_modules/prettier/bin/prettier.cjs", "--log-level=warn"));
        command.addAll(List.of("--no-error-on-unmatched-pattern", mode));
        command.addAll(FORMATTED);
        run("The front end is not formatted: ./mvnw validate -Pformat mends it.", command.toArray(String[]::new));
    }

    private void run(String failure, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(node.toString(), "--disable-warning=ExperimentalWarning"));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            System.err.println(failure);
            System.exit(1);
        }
    }

    private static void unpackPackages(Path jars) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "*.jar")) {
            for (Path jar : found) {
                if (isNew(jar)) {
                    unpackPackage(jar);
                    markUnpacked(jar);
                }
            }
        }
    }

    private static void unpackPackage(Path jar) throws IOException {
        for (var file : read(jar).entrySet()) {
            Matcher parts = PACKAGED.matcher(file.getKey());
            if (parts.matches()) {
                Path path = MODULES.resolve(packageName(parts.group("artifact")), parts.group("path"));
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
        }
    }

    /** A scope cannot stand in the name of a jar as it does in a package's: types__mdurl is @types/mdurl. */
    private static String packageName(String artifact) {
        return artifact.contains("__") ? "@" + artifact.replace("__", "/") : artifact;
    }

    private static Map<String, byte[]> read(Path jar) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                byte[] content = zip.getInputStream(entry).readAllBytes();
                // A jar of mvnpm keeps what a browser does not need, such as the types, in an archive of its own.
                if (entry.getName().equals("META-INF/.more.tgz")) {
                    readTar(new GZIPInputStream(new ByteArrayInputStream(content)), files);
                } else {
                    files.put(entry.getName(), content);
                }
            }
        }
        return files;
    }

    /** Reads a tar of plain files, with GNU's or POSIX's long names. */
    private static void readTar(InputStream tar, Map<String, byte[]> files) throws IOException {
        var in = new DataInputStream(tar);
        byte[] header = new byte[512];
        String longName = null;
        while (true) {
            try {
                in.readFully(header);
            } catch (EOFException end) {
                return;
            }
            if (header[0] == 0) {
                return;
            }
            byte[] content = new byte[Integer.parseInt(field(header, 124, 12).strip(), 8)];
            in.readFully(content);
            in.skipNBytes((512 - content.length % 512) % 512);
            String prefix = field(header, 345, 155);
            switch (header[156]) {
                case 'L' -> longName = field(content, 0, content.length);
                case 'x' -> longName = posixPath(content);
                case '0', 0 -> {
                    String name = (prefix.isEmpty() ? "" : prefix + "/") + field(header, 0, 100);
                    files.put("META-INF/" + (longName == null ? name : longName), content);
                    longName = null;
                }
                default -> longName = null;
            }
        }
    }

    private static String field(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static String posixPath(byte[] records) {
        Matcher path = Pattern.compile("\\d+ path=(.*)\n").matcher(new String(records, StandardCharsets.UTF_8));
        return path.find() ? path.group(1) : null;
    }

    private static Path unpackNode(Path driver) throws IOException {
        String platform = platform();
        String file = platform.startsWith("win32") ? "node.exe" : "node";
        Path node = MODULES.resolve(".bin").resolve(file).toAbsolutePath();
        if (!isNew(driver) && Files.exists(node)) {
            return node;
        }
        Files.createDirectories(node.getParent());
        // Written beside its place and moved, because a running executable cannot be overwritten.
        Path fresh = node.resolveSibling(file + ".new");
        try (var zip = new ZipFile(driver.toFile())) {
            InputStream executable = zip.getInputStream(zip.getEntry("driver/" + platform + "/" + file));
            Files.copy(executable, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!platform.startsWith("win32")) {
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.move(fresh, node, StandardCopyOption.REPLACE_EXISTING);
        markUnpacked(driver);
        return node;
    }

    /** Playwright's name for this operating system and processor. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (system.contains("windows")) {
            return "win32_x64";
        }
        String name = system.contains("mac") ? "mac" : "linux";
        return arm ? name + "-arm64" : name;
    }

    private static boolean isNew(Path jar) {
        return !Files.exists(UNPACKED.resolve(jar.getFileName()));
    }

    private static void markUnpacked(Path jar) throws IOException {
        Files.createDirectories(UNPACKED);
        Files.write(UNPACKED.resolve(jar.getFileName()), new byte[0]);
    }
}
