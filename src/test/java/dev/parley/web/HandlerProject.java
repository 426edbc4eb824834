package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A copy of an example, built against the jar of this build as if that had been installed. */
final class HandlerProject {

    private static final Path JAR = Path.of("target/parley-0.1.0-SNAPSHOT.jar");
    private static final Path INSTALLED = Path.of("dev/parley/parley/0.1.0-SNAPSHOT/parley-0.1.0-SNAPSHOT");
    private static final long LONGEST_BUILD_MINUTES = 5;

    private final Path folder;
    private final Path repository;

    private HandlerProject(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    static HandlerProject copyOf(String example, Path parent) throws IOException {
        var from = Path.of("examples", example);
        var folder = parent.resolve(example);
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(from.resolve("target")))
                    .toList()) {
                var copy = folder.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new HandlerProject(folder, install(parent.resolve("repository")));
    }

    /** A local repository with nothing but Parley: whatever else is needed comes from the usual one behind it. */
    private static Path install(Path repository) throws IOException {
        var installed = repository.resolve(INSTALLED);
        Files.createDirectories(installed.getParent());
        Files.copy(JAR, Path.of(installed + ".jar"));
        Files.copy(Path.of("pom.xml"), Path.of(installed + ".pom"));
        return repository;
    }

    Path folder() {
        return folder;
    }

    Path application() {
        return folder.resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** As {@code mvn package}. */
    HandlerProject build() throws Exception {
        var output = folder.resolve("build.out");
        var build = maven(List.of("package")).redirectOutput(output.toFile()).start();
        boolean inTime = build.waitFor(LONGEST_BUILD_MINUTES, TimeUnit.MINUTES);
        build.destroyForcibly();
        assertThat(inTime && build.exitValue() == 0).as(() -> read(output)).isTrue();
        return this;
    }

    /** As {@code mvn quarkus:dev}, which goes on until it is ended, with all that it has started. */
    Process develop(int port) throws IOException {
        return maven(List.of("quarkus:dev", "-Dquarkus.http.port=" + port, "-Ddebug=false"))
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(folder.resolve("dev.out").toFile())
                .start();
    }

    String developmentOutput() {
        return read(folder.resolve("dev.out"));
    }

    private ProcessBuilder maven(List<String> goals) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString());
        command.addAll(List.of("-B", "-ntp", "-Dmaven.repo.local=" + repository));
        command.add("-Dmaven.repo.local.tail=" + System.getProperty("maven.repo.local"));
        command.addAll(goals);
        var maven = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return maven;
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
