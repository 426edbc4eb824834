package start;

import common.Children;
import common.Launch;
import common.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The folder that the container image has, laid out as src/main/docker/Dockerfile.jvm does it, with the AOT cache made by the
 * image's own script.
 */
record Image(Path folder) {

    private static final Path DOCKER = Path.of("src/main/docker");
    private static final String CACHE = "parley.aot";
    private static final long TRAINING_SECONDS = 180;

    /** Lays it out anew where the application has changed since. */
    static Image of(Path folder, boolean trained) throws IOException, InterruptedException {
        var image = new Image(folder.toAbsolutePath());
        var stamp = folder.resolve("stamp");
        if (!Files.exists(stamp) || isNewer(Launch.APPLICATION, stamp)) {
            image.layOut();
            Files.deleteIfExists(folder.resolve(CACHE));
            Files.writeString(stamp, "");
        }
        if (trained && !Files.exists(folder.resolve(CACHE))) {
            image.train();
        }
        return image;
    }

    private static boolean isNewer(Path file, Path than) throws IOException {
        return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(than)) > 0;
    }

    private void layOut() throws IOException {
        copy(Path.of("target/sqlite/org/sqlite/native/Linux"), folder.resolve("native"));
        for (String part : List.of("lib", "app", "quarkus")) {
            copy(Launch.APPLICATION.resolveSibling(part), folder.resolve(part));
        }
        Files.copy(Launch.APPLICATION, folder.resolve("quarkus-run.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectories(folder.resolve("bin"));
        for (String script : List.of("start-jvm.sh", "start-native.sh")) {
            Files.copy(
                    DOCKER.resolve(script), folder.resolve("bin").resolve(script), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(
                folder.resolve("bin/start-jvm-without-cache.sh"),
                Files.readString(DOCKER.resolve("start-jvm.sh")).replace("-XX:AOTCache=" + CACHE, ""));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** The script has the port and the folder to itself in the image; here it gets a free one and one of this bench's. */
    private void train() throws IOException, InterruptedException {
        var script = folder.resolve("bin/train-aot.sh");
        Files.writeString(
                script,
                Files.readString(DOCKER.resolve("train-aot.sh"))
                        .replace("8099", Integer.toString(Ports.free()))
                        .replace("/tmp/training", folder.resolve("training").toString()));
        var training = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("training.log").toFile());
        training.environment().put("PATH", path());
        var process = training.start();
        var hook = Children.bind(process);
        boolean ended = process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS);
        Children.release(hook);
        if (!ended || process.exitValue() != 0) {
            Children.kill(process);
            throw new IllegalStateException("The AOT cache was not made, see " + folder.resolve("training.log"));
        }
    }

    /** The JDK of this process goes first. */
    static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    }

    /** Puts the native binary where its script looks for it. */
    void bring(Path binary) throws IOException {
        Files.copy(
                binary,
                folder.resolve("parley"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** What has to be brought to a machine without the JVM, in MB: the application, with or without its cache. */
    double megabytes(List<String> parts) throws IOException {
        long bytes = 0;
        for (String part : parts) {
            try (var files = Files.walk(folder.resolve(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    bytes += Files.size(file);
                }
            }
        }
        return bytes / 1e6;
    }
}
