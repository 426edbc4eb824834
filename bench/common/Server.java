package common;

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
public final class Server implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^: ]+:(\\d+)");
    private static final long START_SECONDS = 60;

    private final String name;
    private final boolean knowsReaders;
    private final Process process;
    private final Thread keeper;
    private final Thread hook;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final List<String> cookies = new ArrayList<>();

    /**
     * Starts it and does not wait.
     *
     * @param knowsReaders whether it makes somebody of each reader, by a cookie with its page
     * @param output the file that keeps what it says
     */
    public Server(String name, boolean knowsReaders, List<String> command, Path output) throws IOException {
        this.name = name;
        this.knowsReaders = knowsReaders;
        Files.createDirectories(output.toAbsolutePath().getParent());
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        this.hook = Children.bind(process);
        this.keeper = Thread.ofPlatform().daemon().start(() -> keep(output));
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

    /** Waits until it says where it listens. */
    public Server awaitStart() {
        try {
            port.get(START_SECONDS, TimeUnit.SECONDS);
            return this;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException(name + " did not start", e);
        }
    }

    /** Makes each of so many readers somebody of their own, by the cookie that the page sets. */
    public void admit(int readers) {
        if (!knowsReaders) {
            return;
        }
        try (var browser = HttpClient.newHttpClient()) {
            var page = HttpRequest.newBuilder(URI.create(address() + "/"))
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

    /** The cookies of all who have been admitted; they are good after a restart on the same store, too. */
    public List<String> cookies() {
        return List.copyOf(cookies);
    }

    /** What it is called in the report. */
    public String name() {
        return name;
    }

    /** Where it listens. */
    public int port() {
        return port.join();
    }

    /** Its origin. */
    public String address() {
        return "http://localhost:" + port();
    }

    /** What the reader shows for itself; empty where nobody asks. */
    public String cookie(int reader) {
        return knowsReaders ? cookies.get(reader) : "";
    }

    /** The number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Whether its process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that it has used. */
    public Usage usage() {
        return Usage.of(process.pid());
    }

    /** What it holds in memory now, in MB. */
    public double residentMegabytes() {
        return Usage.residentMegabytes(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            keeper.join(5_000);
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        Children.release(hook);
    }
}
