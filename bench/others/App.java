package others;

import common.Children;
import common.Launch;
import common.Ports;
import common.Upstream;
import common.Usage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the servers, with all processes that it starts. */
final class App implements AutoCloseable {

    private static final long START_SECONDS = 120;
    private static final Path APPS = Path.of("bench/others/apps");

    private final Subject subject;
    private final int port = Ports.free();
    private final Process process;
    private final Thread hook;
    private final int earlier;

    /** Starts it and waits until it serves its page. {@code earlier} messages are what each of its chats begins with. */
    App(Subject subject, int upstream, int earlier, Path folder, Path output) throws IOException {
        this.subject = subject;
        this.earlier = earlier;
        Files.createDirectories(folder);
        var builder = new ProcessBuilder(command(folder, upstream))
                .redirectErrorStream(true)
                .redirectOutput(output.resolve(subject.name().toLowerCase(Locale.ROOT) + ".log")
                        .toFile());
        if (!subject.isParley()) {
            builder.directory(folder.toFile());
            builder.environment().putAll(environment(folder, upstream));
        }
        this.process = builder.start();
        this.hook = Children.bind(process);
        awaitPage();
    }

    private List<String> command(Path folder, int upstream) {
        if (subject.isParley()) {
            var command = Launch.parley(List.of(), upstream, folder);
            command.add(command.indexOf("-jar"), "-Dquarkus.http.port=" + port);
            return command;
        }
        var bin = Path.of("target/bench/others/python/bin").toAbsolutePath();
        String app = APPS.resolve(subject.name().toLowerCase(Locale.ROOT) + "_app.py")
                .toAbsolutePath()
                .toString();
        String number = Integer.toString(port);
        return switch (subject) {
            case STREAMLIT ->
                List.of(
                        bin.resolve("streamlit").toString(),
                        "run",
                        app,
                        "--server.port=" + number,
                        "--server.address=localhost",
                        "--server.headless=true",
                        "--browser.gatherUsageStats=false");
            case CHAINLIT ->
                List.of(
                        bin.resolve("chainlit").toString(),
                        "run",
                        app,
                        "--headless",
                        "--host=localhost",
                        "--port=" + number);
            default -> List.of(bin.resolve("python").toString(), app);
        };
    }

    /** What these write into a home folder goes into the bench's, and none of them tells anyone that it runs. */
    private Map<String, String> environment(Path folder, int upstream) {
        return Map.of(
                "BENCH_UPSTREAM",
                "http://localhost:" + upstream,
                "BENCH_EARLIER",
                Integer.toString(earlier),
                "PYTHONPATH",
                APPS.toAbsolutePath().toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "HOME",
                folder.toAbsolutePath().toString(),
                "GRADIO_SERVER_PORT",
                Integer.toString(port),
                "GRADIO_ANALYTICS_ENABLED",
                "False",
                "ANONYMIZED_TELEMETRY",
                "false");
    }

    private void awaitPage() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address())).build();
            while (process.isAlive() && System.nanoTime() < end) {
                if (isThere(http, request)) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        close();
        throw new IllegalStateException(subject.title() + " did not start, see its log in target/bench/others");
    }

    private static boolean isThere(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    String address() {
        return "http://localhost:" + port + "/";
    }

    int port() {
        return port;
    }

    /** The page of a chat that has the earlier messages; the others make them for whoever comes. */
    String chat(String cookie) throws IOException {
        if (!subject.isParley() || earlier == 0) {
            return address();
        }
        String conversation = UUID.randomUUID().toString();
        try (var http = HttpClient.newHttpClient()) {
            for (int turn = 0; turn < earlier / 2; turn++) {
                var request = HttpRequest.newBuilder(
                                URI.create(address() + "api/conversations/" + conversation + "/messages"))
                        .header("Content-Type", "application/json")
                        .header("Cookie", cookie)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                new JsonObject().put("text", Upstream.BRIEFLY).encode()))
                        .build();
                int status =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if (status != 200) {
                    throw new IllegalStateException("A message before was answered " + status);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return address() + "c/" + conversation;
    }

    /**
     * The processor time of all its processes, in nanoseconds. Streamlit has a thread for each run of its script, which is gone
     * afterwards, so the threads that are there do not tell.
     */
    long used() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .mapToLong(Duration::toNanos)
                .sum();
    }

    double residentMegabytes() {
        return Usage.residentMegabytes(process.pid())
                + process.descendants()
                        .mapToDouble(child -> Usage.residentMegabytes(child.pid()))
                        .sum();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
            Children.kill(process);
            process.waitFor();
        } catch (InterruptedException e) {
            Children.kill(process);
        }
        Children.release(hook);
    }
}
