package start;

import common.Children;
import common.Ports;
import common.Upstream;
import common.Usage;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** One start, until Parley has had a conversation. */
final class Start implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    /** How often it is asked: a refused connection costs next to nothing. */
    private static final long BETWEEN = TimeUnit.MICROSECONDS.toNanos(500);

    private static final Pattern COOKIE = Pattern.compile("(?im)^set-cookie: ([^;\r\n]+)");

    private final Subject subject;
    private final Process process;
    private final Thread hook;
    private final int port = Ports.free();
    private final long began;

    /** The process begins with the bench's fake Claude, a database that is there already, and a free port. */
    Start(Subject subject, Image image, Plan plan, int upstream, Path database) throws IOException {
        this.subject = subject;
        var builder = new ProcessBuilder(subject.command())
                .directory(image.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(plan.output().resolve(subject.option() + ".log").toFile());
        var environment = builder.environment();
        environment.put("PATH", Image.path());
        environment.put("JAVA_OPTS", String.join(" ", plan.options()));
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("PARLEY_STORE_DIRECTORY", database.toAbsolutePath().toString());
        environment.put("PARLEY_CLAUDE_BASE_URL", "http://localhost:" + upstream);
        environment.put("PARLEY_CLAUDE_API_KEY", "bench");
        environment.put("PARLEY_TITLE_ENABLED", "false");
        this.began = System.nanoTime();
        this.process = builder.start();
        this.hook = Children.bind(process);
    }

    Result measure() throws IOException {
        String page = await("GET / HTTP/1.1\r\n", "</html>");
        double first = millis(began);
        await("GET /q/health/ready HTTP/1.1\r\n", "UP");
        double ready = millis(began);
        double resident = Usage.residentMegabytes(process.pid());
        var cookie = COOKIE.matcher(page);
        if (!cookie.find()) {
            throw new IllegalStateException(subject.title() + ": the page made nobody of its reader");
        }
        long asked = System.nanoTime();
        converse(cookie.group(1));
        return new Result(first, ready, resident, Usage.residentMegabytes(process.pid()), millis(asked));
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    /** Asks until the answer is there whole. */
    private String await(String request, String end) {
        while (System.nanoTime() - began < PATIENCE && process.isAlive()) {
            try {
                String answer = ask(request, "");
                if (answer.startsWith("HTTP/1.1 200") && answer.contains(end)) {
                    return answer;
                }
            } catch (IOException notYet) {
                // Nobody listens yet.
            }
            LockSupport.parkNanos(BETWEEN);
        }
        throw new IllegalStateException(subject.title() + " did not start, see its log");
    }

    private String ask(String request, String body) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 1_000);
            socket.setSoTimeout(20_000);
            String whole = request + "Host: localhost:" + port + "\r\nConnection: close\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** One message and its answer, which must be all that was said. */
    private void converse(String cookie) throws IOException {
        String answer = ask(
                "POST /api/conversations/" + UUID.randomUUID()
                        + "/messages HTTP/1.1\r\nContent-Type: application/json\r\n" + "Cookie: " + cookie + "\r\n",
                new JsonObject().put("text", Upstream.BRIEFLY).encode());
        var text = new StringBuilder();
        boolean complete = false;
        for (String line : answer.split("\r?\n")) {
            if (line.startsWith("data:")) {
                Object event = Json.decodeValue(line.substring(5));
                if (event instanceof JsonArray appended) {
                    text.append(appended.getString(2));
                } else if (event instanceof JsonObject other && "turnEnded".equals(other.getString("type"))) {
                    complete = other.getString("state").equals("complete");
                }
            }
        }
        if (!complete || !text.toString().endsWith(Upstream.BRIEF)) {
            throw new IllegalStateException(subject.title() + " did not answer as it should: " + answer);
        }
    }

    /** As the engine stops a container, so that the next start finds a database that was closed. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
        Children.release(hook);
    }
}
