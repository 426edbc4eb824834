package relay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A server that is measured, in a process of its own. */
final class Subject implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^: ]+:(\\d+)");
    private static final long START_SECONDS = 60;

    private final String name;
    private final boolean knowsReaders;
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> cookies = new ArrayList<>();

    private Subject(String name, boolean knowsReaders, List<String> command, Path output) throws IOException {
        this.name = name;
        this.knowsReaders = knowsReaders;
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofPlatform().daemon().start(() -> keep(output));
    }

    /** Parley as it is packaged, asking the fake Claude. */
    static Subject parley(String name, Path application, int upstream, List<String> options, Path output)
            throws IOException {
        var command = java(options);
        command.addAll(List.of(
                "-Dquarkus.http.port=0",
                "-Dparley.claude.base-url=http://localhost:" + upstream,
                "-Dparley.claude.api-key=bench",
                "-Dparley.store.directory=target/bench/data",
                // A title is one more call for each answer, which the bare relay does not make.
                "-Dparley.title.enabled=false",
                "-jar",
                application.toString()));
        return new Subject(name, true, command, output);
    }

    /** The reference, from the class path of this process. */
    static Subject relay(String name, int upstream, List<String> options, Path output) throws IOException {
        var command = java(options);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), BareRelay.class.getName(), Integer.toString(upstream)));
        return new Subject(name, false, command, output);
    }

    private static List<String> java(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }

    /** Reads the process's output to its end, so that it never waits for a reader. */
    private void keep(Path output) {
        try (BufferedReader lines = process.inputReader();
                var kept = Files.newBufferedWriter(output)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept.write(line);
                kept.newLine();
                kept.flush();
                var listening = LISTENING.matcher(line);
                if (listening.find()) {
                    port.complete(Integer.valueOf(listening.group(1)));
                }
            }
            port.completeExceptionally(new IllegalStateException(name + " ended, see " + output));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    void awaitStart() {
        try {
            port.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not start", e);
        }
    }

    /** Makes each of so many readers somebody of their own, by the cookie that the page sets. */
    void admit(int readers) {
        if (!knowsReaders) {
            return;
        }
        try (var browser = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/"))
                    .timeout(Duration.ofSeconds(START_SECONDS))
                    .build();
            while (cookies.size() < readers) {
                var answer = browser.send(page, HttpResponse.BodyHandlers.discarding());
                cookies.add(answer.headers()
                        .firstValue("set-cookie")
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .orElseThrow());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port.join();
    }

    /** What the reader shows for itself; empty where nobody asks. */
    String cookie(int reader) {
        return knowsReaders ? cookies.get(reader) : "";
    }

    Usage usage() {
        return Usage.of(process.pid());
    }

    double residentMegabytes() {
        return Usage.residentMegabytes(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }
}
