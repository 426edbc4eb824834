package dev.parley.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Transcript;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A reader as docs/protocol.md describes it, over a real socket: folds what it is shown, and can stop reading. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LinkedBlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final LinkedBlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private volatile boolean reading = true;
    private Transcript transcript;
    private String epoch = "";
    private long offset;

    private SocketClient(URI server, String conversation, String cookie) {
        socket = HTTP.newWebSocketBuilder()
                .header("Origin", "http://localhost:" + server.getPort())
                .header("Cookie", cookie)
                .buildAsync(URI.create("ws://localhost:" + server.getPort() + "/chat/" + conversation), this)
                .join();
    }

    static SocketClient connect(URI server, String conversation, String cookie) {
        return new SocketClient(server, conversation, cookie);
    }

    /** Connects and opens anew. */
    static SocketClient open(URI server, String conversation, String cookie) {
        var client = connect(server, conversation, cookie);
        client.say("{\"type\":\"open\"}");
        client.await("snapshot");
        return client;
    }

    /** A browser that was never here before, nor has a connection that a server before this one may have closed. */
    static String newOwner(URI server) throws Exception {
        HttpResponse<Void> page;
        try (var browser = HttpClient.newHttpClient()) {
            page = browser.send(
                    HttpRequest.newBuilder(server.resolve("/")).build(), HttpResponse.BodyHandlers.discarding());
        }
        return page.headers().firstValue("set-cookie").orElseThrow().split(";", 2)[0];
    }

    static String newConversation() {
        return UUID.randomUUID().toString();
    }

    void say(String command) {
        socket.sendText(command, true).join();
    }

    /** Sends a message and returns its turn. */
    int send(String text) {
        return send(UUID.randomUUID().toString(), text);
    }

    int send(String id, String text) {
        return send(id, text, "claude");
    }

    int send(String id, String text, String handler) {
        say(ConversationJson.mapper()
                .createObjectNode()
                .put("type", "send")
                .put("id", id)
                .put("text", text)
                .put("handler", handler)
                .toString());
        return await(frame -> is(frame, "ack") && frame.path("id").asText().equals(id))
                .path("turn")
                .asInt();
    }

    JsonNode await(String type) {
        return await(frame -> is(frame, type));
    }

    JsonNode awaitError(String code) {
        return await(frame -> is(frame, "error") && frame.path("code").asText().equals(code));
    }

    /** Waits for the end of a turn and returns its state. */
    String awaitEnd(int turn) {
        return await(frame -> is(frame, "turnEnded") && frame.path("turn").asInt() == turn)
                .path("state")
                .asText();
    }

    /** Waits for a question and returns its number. */
    int awaitQuestion() {
        return await(frame -> is(frame, "elementAdded")
                        && frame.path("element").path("kind").asText().equals("question"))
                .path("id")
                .asInt();
    }

    JsonNode awaitText() {
        return await(JsonNode::isArray);
    }

    /** Takes frames as they come until one fits. */
    JsonNode await(Predicate<JsonNode> fits) {
        try {
            while (true) {
                var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("Nothing more came, after " + texts);
                }
                apply(frame);
                if (fits.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int awaitClose() {
        try {
            var code = closed.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return code == null ? -1 : code;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Shows what has come so far, without waiting for more. */
    void takeWhatCame() {
        for (var frame = frames.poll(); frame != null; frame = frames.poll()) {
            apply(frame);
        }
    }

    /** How many frames have come. */
    int received() {
        synchronized (texts) {
            return texts.size();
        }
    }

    /** What this reader shows. */
    Snapshot shown() {
        return transcript.snapshot();
    }

    /** The offsets of all events that came, in order. */
    List<Long> offsets() {
        return List.copyOf(offsets);
    }

    /** The frames that came, as they were on the wire. */
    List<String> texts() {
        synchronized (texts) {
            return List.copyOf(texts);
        }
    }

    String position() {
        return "{\"epoch\":\"" + epoch + "\",\"offset\":" + offset + "}";
    }

    /** Takes no more bytes from the connection until {@link #readOn()}. */
    void stopReading() {
        reading = false;
    }

    void readOn() {
        reading = true;
        socket.request(1);
    }

    /** Goes without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .orTimeout(2, TimeUnit.SECONDS)
                .exceptionally(gone -> socket);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            synchronized (texts) {
                texts.add(text);
            }
            frames.add(ConversationJson.read(text, JsonNode.class));
        }
        if (reading) {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.add(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.add(1006);
    }

    private void apply(JsonNode frame) {
        if (frame.isArray()) {
            event(
                    frame.get(0).asLong(),
                    new Event.TextAppended(frame.get(1).asInt(), frame.get(2).asText()));
        } else if (is(frame, "snapshot")) {
            position(frame);
            transcript = new Transcript(ConversationJson.read(frame.toString(), Snapshot.class));
        } else if (is(frame, "resumed")) {
            position(frame);
        } else if (frame.has("offset")) {
            event(frame.get("offset").asLong(), ConversationJson.read(withoutOffset(frame), Event.class));
        }
    }

    private static String withoutOffset(JsonNode frame) {
        return ((ObjectNode) frame.deepCopy()).without("offset").toString();
    }

    private void position(JsonNode frame) {
        epoch = frame.path("position").path("epoch").asText();
        offset = frame.path("position").path("offset").asLong();
    }

    private void event(long at, Event event) {
        if (at <= offset) {
            throw new AssertionError("Event " + at + " came again after " + offset);
        }
        offset = at;
        offsets.add(at);
        transcript.apply(event);
    }

    /** Goes on where another connection ended, with what that one has shown. */
    void resumeFrom(SocketClient earlier) {
        transcript = new Transcript(earlier.shown());
        say("{\"type\":\"open\",\"position\":" + earlier.position() + "}");
    }

    static boolean is(JsonNode frame, String type) {
        return frame.path("type").asText().equals(type);
    }

    static Duration patience() {
        return Duration.ofSeconds(PATIENCE_SECONDS);
    }
}
