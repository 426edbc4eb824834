package dev.parley.chat.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers each call by HTTP with the next stream of events, the last one again and again; with 500 where there is none. */
public final class EventStreamServer implements AutoCloseable {

    private final HttpServer server;
    private final Queue<List<String>> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore hangUps = new Semaphore(0);
    private volatile boolean endless;

    public EventStreamServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void answers(List<String> events) {
        answers.add(events);
    }

    /** The same event, until whoever reads hangs up. */
    public void repeats(String event) {
        endless = true;
        answers.add(List.of(event));
    }

    /** Once for each call that was hung up. */
    public void awaitHangUp() throws InterruptedException {
        if (!hangUps.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody hung up");
        }
    }

    private List<String> next() {
        return answers.size() > 1 ? answers.poll() : answers.peek();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var events = next();
        if (events == null) {
            exchange.sendResponseHeaders(500, -1);
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var body = exchange.getResponseBody()) {
            do {
                for (var event : events) {
                    body.write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
            } while (endless);
        } catch (IOException e) {
            hangUps.release();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
