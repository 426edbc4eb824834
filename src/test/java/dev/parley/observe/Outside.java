package dev.parley.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A model's API and a collector of traces, both over HTTP. The model does what the prompt says and tells all it knows in each
 * error, the key too. The collector gives back at {@code /spans} what it was sent.
 */
public final class Outside implements QuarkusTestResourceLifecycleManager {

    static final String ANSWER = "answer-canary-7261";
    static final String COLLECTOR = "outside.collector";

    private final List<String> spans = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/messages", this::answer);
        server.createContext("/v1/models", exchange -> reply(exchange, 404, "application/json", "{}"));
        server.createContext("/v1/traces", this::collect);
        server.createContext("/spans", exchange -> reply(exchange, 200, "text/plain", String.join("\n", spans)));
        server.start();
        String address = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "parley.claude.base-url",
                address,
                "parley.traces.endpoint",
                address + "/v1/traces",
                COLLECTOR,
                address + "/spans");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void collect(HttpExchange exchange) throws IOException {
        spans.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        reply(exchange, 200, "application/json", "{}");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String prompt = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String said = prompt.replaceAll("[^A-Za-z0-9 -]", " ")
                + exchange.getRequestHeaders().getFirst("x-api-key");
        if (prompt.contains("please refuse")) {
            error(exchange, 400, "invalid_request_error", said);
        } else if (prompt.contains("please fail")) {
            error(exchange, 401, "authentication_error", said);
        } else if (prompt.contains("please overload") && spans.stream().noneMatch(it -> it.contains("retry"))) {
            error(exchange, 529, "overloaded_error", said);
        } else if (prompt.contains("please garble")) {
            stream(exchange, "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"" + ANSWER);
        } else if (prompt.contains("please exceed")) {
            stream(exchange, delta(ANSWER.repeat(200_000)));
        } else if (prompt.contains("please break")) {
            stream(exchange, delta(ANSWER));
        } else {
            stream(
                    exchange,
                    delta(ANSWER),
                    delta(" and more"),
                    "{\"type\":\"content_block_stop\",\"index\":0}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}}",
                    "{\"type\":\"message_stop\"}");
        }
    }

    private static String delta(String text) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                + "\"}}";
    }

    private static void error(HttpExchange exchange, int status, String type, String said) throws IOException {
        reply(
                exchange,
                status,
                "application/json",
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + said + "\"}}");
    }

    private static void stream(HttpExchange exchange, String... events) throws IOException {
        var all = new StringBuilder();
        append(
                all,
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"content\":[],\"model\":\"claude-sonnet-5-5\",\"stop_reason\":null,\"usage\":"
                        + "{\"input_tokens\":25,\"output_tokens\":1,\"cache_read_input_tokens\":10}}}");
        append(
                all,
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        for (String event : events) {
            append(all, event);
        }
        reply(exchange, 200, "text/event-stream", all.toString());
    }

    private static void append(StringBuilder all, String event) {
        String type = event.substring(9, event.indexOf('"', 9));
        all.append("event: ").append(type).append("\ndata: ").append(event).append("\n\n");
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
