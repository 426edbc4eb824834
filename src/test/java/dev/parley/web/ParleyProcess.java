package dev.parley.web;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A packaged application, Parley unless another is named, for the JVM or as a native binary, as a process to be started, killed and started again on the same data. */
public final class ParleyProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final String BINARY = System.getProperty("packaged.binary", "");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> program;
    private final int port;
    private final Path output;
    private final List<String> settings;
    private Process process;

    /** @param settings such as {@code parley.store.directory=...} */
    public ParleyProcess(Path folder, String... settings) throws IOException {
        this(BINARY.isEmpty() ? onJvm(JAR) : List.of(BINARY), folder, settings);
    }

    /** Of an application that has Parley as a library. */
    ParleyProcess(Path jar, Path folder, String... settings) throws IOException {
        this(onJvm(jar), folder, settings);
    }

    private ParleyProcess(List<String> program, Path folder, String... settings) throws IOException {
        this.program = program;
        this.port = freePort();
        this.output = Files.createTempFile(folder, "parley", ".out");
        this.settings = List.of(settings);
    }

    private static List<String> onJvm(Path jar) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString());
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + port + "/");
    }

    public ParleyProcess start() throws IOException {
        launch();
        await().atMost(PATIENCE).until(() -> isReady() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("It did not start:\n" + output());
        }
        return this;
    }

    /** Starts it without waiting for anything. */
    public void launch() throws IOException {
        var command = new ArrayList<>(program.subList(0, 1));
        command.add("-Xmx256m");
        command.add("-Dquarkus.http.port=" + port);
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(program.subList(1, program.size()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** Until somebody answers, whatever the answer is; the moment of it. */
    public Instant awaitAnswer() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> readiness() != 0);
        return Instant.now();
    }

    long pid() {
        return process.pid();
    }

    public boolean isReady() {
        return readiness() == 200;
    }

    /** The status of the readiness check; 0 where nobody answers. */
    public int readiness() {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** All that it has printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
