package dev.parley.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Messages API that answers everything in the same words, and makes titles when the test says which. */
final class FakeMessagesApi implements AutoCloseable {
    static final String ANSWER = "It is mild.";

    private static final String TITLE_MODEL = "claude-haiku-5-5";

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<JsonObject> askedForTitles = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> titles = new LinkedBlockingQueue<>();
    private volatile boolean knowsTitleModel = true;

    FakeMessagesApi() throws IOException {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/messages", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void forgetTitleModel() {
        knowsTitleModel = false;
    }

    /** What is said when a title is asked for, or has been. */
    void sayTitle(String title) {
        titles.add(title);
    }

    /** The requests for titles so far. */
    List<JsonObject> askedForTitles() {
        return List.copyOf(askedForTitles);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var request = new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!request.getString("model").equals(TITLE_MODEL)) {
            stream(exchange, ANSWER);
            return;
        }
        askedForTitles.add(request);
        if (knowsTitleModel) {
            stream(exchange, nextTitle());
        } else {
            send(exchange, 404, "application/json", error("not_found_error", "model: " + TITLE_MODEL));
        }
    }

    private String nextTitle() throws IOException {
        try {
            var title = titles.poll(30, TimeUnit.SECONDS);
            if (title == null) {
                throw new IOException("The test names no title");
            }
            return title;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static String error(String type, String message) {
        return new JsonObject()
                .put("type", "error")
                .put("error", new JsonObject().put("type", type).put("message", message))
                .encode();
    }

    private static void stream(HttpExchange exchange, String text) throws IOException {
        var message = new JsonObject()
                .put("id", "msg_1")
                .put("model", "fake")
                .put("content", new JsonArray())
                .put("usage", new JsonObject().put("input_tokens", 1).put("output_tokens", 1));
        var block = new JsonObject().put("type", "text").put("text", "");
        var delta = new JsonObject().put("type", "text_delta").put("text", text);
        var end = new JsonObject().put("stop_reason", "end_turn");
        String events = event(new JsonObject().put("type", "message_start").put("message", message))
                + event(new JsonObject()
                        .put("type", "content_block_start")
                        .put("index", 0)
                        .put("content_block", block))
                + event(new JsonObject()
                        .put("type", "content_block_delta")
                        .put("index", 0)
                        .put("delta", delta))
                + event(new JsonObject().put("type", "content_block_stop").put("index", 0))
                + event(new JsonObject()
                        .put("type", "message_delta")
                        .put("delta", end)
                        .put("usage", new JsonObject().put("output_tokens", 3)))
                + event(new JsonObject().put("type", "message_stop"));
        send(exchange, 200, "text/event-stream", events);
    }

    private static String event(JsonObject event) {
        return "event: " + event.getString("type") + "\ndata: " + event.encode() + "\n\n";
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange;
                var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
