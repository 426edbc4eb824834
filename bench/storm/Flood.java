package storm;

import common.Server;
import common.Upstream;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One owner that asks for as much as it can: sends, searches, and sockets, by the clock, whatever the answers are. On an event
 * loop of its own.
 */
final class Flood implements AutoCloseable {

    private static final int TICK_MILLIS = 10;
    private static final int CONNECTIONS = 200;
    /** Sends go round, because a conversation's queue is soon full. */
    private static final int CONVERSATIONS = 50;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient http;
    private final WebSocketClient sockets;
    private final Server server;
    private final String cookie;
    private final Map<String, AtomicLong> outcomes = new ConcurrentSkipListMap<>();
    private final ArrayDeque<WebSocket> talking = new ArrayDeque<>();
    private volatile boolean over;

    /** Does nothing yet. */
    Flood(Server server, String cookie) {
        this.server = server;
        this.cookie = cookie;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("localhost")
                .setDefaultPort(server.port())
                .setMaxPoolSize(CONNECTIONS));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(5_000));
    }

    void begin(Plan plan) {
        every(plan.sends(), this::send);
        every(plan.searches(), this::search);
        every(plan.opens(), this::open);
    }

    /** As many a second as are due by the clock. */
    private void every(int perSecond, Runnable act) {
        long begin = System.nanoTime();
        long[] done = {0};
        vertx.setPeriodic(TICK_MILLIS, timer -> {
            long due = (System.nanoTime() - begin) * perSecond / 1_000_000_000L;
            for (; done[0] < due && !over; done[0]++) {
                act.run();
            }
        });
    }

    private void send() {
        var socket = talking.poll();
        if (socket == null || socket.isClosed()) {
            return;
        }
        talking.add(socket);
        socket.writeTextMessage(
                "{\"type\":\"send\",\"id\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), Upstream.BRIEFLY));
    }

    private void search() {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/api/search?q=tide")
                .putHeader("Cookie", cookie);
        http.request(options)
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onSuccess(status -> count("search", Integer.toString(status)))
                .onFailure(failure -> count("search", "failed"));
    }

    /** The first that are let in are talked through; the others are closed. */
    private void open() {
        var options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(server.port())
                .setURI("/chat/" + UUID.randomUUID())
                .addHeader("Cookie", cookie)
                .addHeader("Origin", server.address());
        sockets.connect(options)
                .onSuccess(socket -> {
                    count("socket", "open");
                    socket.exceptionHandler(ignored -> {});
                    socket.textMessageHandler(this::heard);
                    socket.writeTextMessage("{\"type\":\"open\"}");
                    if (talking.size() < CONVERSATIONS) {
                        talking.add(socket);
                    } else {
                        socket.close();
                    }
                })
                .onFailure(failure -> count(
                        "socket",
                        failure instanceof UpgradeRejectedException refused
                                ? Integer.toString(refused.getStatus())
                                : "failed"));
    }

    private void heard(String frame) {
        if (frame.startsWith("{\"type\":\"ack\"")) {
            count("send", "accepted");
        } else if (frame.startsWith("{\"type\":\"error\"")) {
            count("send", new JsonObject(frame).getString("code"));
        }
    }

    private void count(String what, String outcome) {
        outcomes.computeIfAbsent(what + " " + outcome, key -> new AtomicLong()).incrementAndGet();
    }

    /** How often each of the answers was given, by what was asked. */
    Map<String, Long> outcomes() {
        var counted = new TreeMap<String, Long>();
        outcomes.forEach((outcome, count) -> counted.put(outcome, count.get()));
        return counted;
    }

    void end() {
        over = true;
    }

    @Override
    public void close() {
        end();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
