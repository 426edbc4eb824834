package page;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One answer as a page gets it: a snapshot, then a frame for each chunk by the clock, whether the page keeps up or not.
 */
final class Feed {

    private static final long TIME = 1_795_000_000_000L;
    private static final int ELEMENT = 1_000_001;
    private static final int MESSAGE = 1_000_000;
    /** Every so many milliseconds the chunks that are due are sent. */
    private static final int PACE = 2;

    private final Vertx vertx;
    private final Load load;
    private final List<String> frames = new ArrayList<>();
    private final CompletableFuture<ServerWebSocket> connected = new CompletableFuture<>();
    private final double[] sentAt;
    private int sent;
    private volatile boolean over;

    Feed(Vertx vertx, Load load) {
        this.vertx = vertx;
        this.load = load;
        for (int at = 0; at < load.text().length(); at += Load.CHUNK) {
            String chunk = load.text()
                    .substring(at, Math.min(at + Load.CHUNK, load.text().length()));
            frames.add(new JsonArray()
                    .add(frames.size() + 2)
                    .add(ELEMENT)
                    .add(chunk)
                    .encode());
        }
        this.sentAt = new double[frames.size()];
    }

    /** Called on the server's event loop. */
    void connect(ServerWebSocket socket) {
        socket.textMessageHandler(command -> {
            if (new JsonObject(command).getString("type").equals("open")) {
                socket.writeTextMessage(snapshot().encode());
                connected.complete(socket);
            }
        });
    }

    void awaitReader() {
        connected.orTimeout(30, TimeUnit.SECONDS).join();
    }

    void start() {
        var socket = connected.join();
        long begin = System.nanoTime();
        vertx.setPeriodic(PACE, timer -> {
            double seconds = (System.nanoTime() - begin) / 1e9;
            int due = (int) Math.min(frames.size(), seconds * load.rate() * Answer.TOKEN / Load.CHUNK);
            for (; sent < due; sent++) {
                sentAt[sent] = millis();
                socket.writeTextMessage(frames.get(sent));
            }
            if (sent == frames.size()) {
                vertx.cancelTimer(timer);
                end(socket);
            }
        });
    }

    boolean isOver() {
        return over;
    }

    /** When the chunk with the last letter of the numbered word was sent, in milliseconds since 1970. */
    double sentAt(int marker) {
        int end = Answer.endOfMarker(load.text(), marker);
        return sentAt[(end - 1) / Load.CHUNK];
    }

    private static double millis() {
        return Duration.between(Instant.EPOCH, Instant.now()).toNanos() / 1e6;
    }

    private void end(ServerWebSocket socket) {
        int offset = frames.size() + 2;
        socket.writeTextMessage(
                event("elementClosed", offset).put("element", ELEMENT).encode());
        socket.writeTextMessage(event("messageEnded", offset + 1)
                .put("message", MESSAGE)
                .put("state", "complete")
                .encode());
        socket.writeTextMessage(event("turnEnded", offset + 2)
                .put("turn", 1)
                .put("state", "complete")
                .encode());
        over = true;
    }

    private static JsonObject event(String type, int offset) {
        return new JsonObject().put("type", type).put("offset", offset).put("time", TIME);
    }

    private JsonObject snapshot() {
        var messages = new JsonArray();
        for (int number = 0; number < load.history(); number++) {
            boolean asked = number % 2 == 0;
            messages.add(
                    message(2 * number + 1, asked ? "user" : "assistant", asked ? "And then?" : Answer.mixed(400)));
        }
        messages.add(message(MESSAGE - 2, "user", "Tell me all of it."));
        var answer = message(MESSAGE, "assistant", "");
        answer.remove("state");
        answer.getJsonArray("elements").getJsonObject(0).remove("endedAt");
        messages.add(answer);
        return new JsonObject()
                .put("type", "snapshot")
                .put("position", new JsonObject().put("epoch", "bench").put("offset", 1))
                .put(
                        "conversation",
                        new JsonObject().put("id", "bench-conversation").put("title", "Bench"))
                .put("messages", messages)
                .put("more", false)
                .put("turn", new JsonObject().put("id", 1).put("startedAt", TIME))
                .put("queue", new JsonArray())
                .put("held", false);
    }

    private static JsonObject message(int id, String role, String text) {
        var element = new JsonObject()
                .put("id", id + 1)
                .put("kind", "markdown")
                .put("text", text)
                .put("startedAt", TIME)
                .put("endedAt", TIME);
        return new JsonObject()
                .put("id", id)
                .put("role", role)
                .put("name", role)
                .put("time", TIME)
                .put("turn", 1)
                .put("state", "complete")
                .put("siblings", new JsonArray().add(id))
                .put("elements", new JsonArray().add(element));
    }
}
