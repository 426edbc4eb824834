package relay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** One reader: a socket of its own, as docs/protocol.md says. Runs on one event loop. */
final class Reader {

    private final Stream stream;
    private final int run;
    private final Promise<Void> ready = Promise.promise();
    private WebSocket socket;
    private boolean closing;

    Reader(Stream stream, int run) {
        this.stream = stream;
        this.run = run;
    }

    /** Connects and opens the conversation; the future completes with the snapshot. */
    Future<Void> open(Context context, WebSocketClient client, Subject server) {
        var options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(server.port())
                .setURI("/chat/" + UUID.randomUUID())
                .addHeader("Origin", "http://localhost:" + server.port());
        if (!server.cookie(stream.number).isEmpty()) {
            options.addHeader("Cookie", server.cookie(stream.number));
        }
        context.runOnContext(
                ignored -> client.connect(options).onSuccess(this::connected).onFailure(ready::tryFail));
        return ready.future();
    }

    private void connected(WebSocket connected) {
        socket = connected;
        socket.frameHandler(this::count);
        socket.textMessageHandler(this::receive);
        // A socket that breaks is closed as well, which is told below.
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> closed());
        socket.writeTextMessage("{\"type\":\"open\"}");
    }

    /** Asks for the answer; a reader that never came so far is at fault already. */
    void send() {
        if (!stream.isOpen()) {
            stream.fail("could not connect"
                    + (ready.future().failed() ? ": " + ready.future().cause() : " in time"));
            return;
        }
        socket.writeTextMessage("{\"type\":\"send\",\"id\":\"%s\",\"text\":\"%s\"}"
                .formatted(UUID.randomUUID(), Upstream.prompt(stream.number, run)));
    }

    void close() {
        closing = true;
        if (socket != null) {
            socket.close();
        }
    }

    /** A frame's payload and its header: two bytes, and where that does not do two or eight more. A server masks nothing. */
    private void count(WebSocketFrame frame) {
        int payload = frame.binaryData().length();
        stream.frame(payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10));
    }

    private void receive(String frame) {
        if (frame.charAt(0) == '[') {
            int text = frame.indexOf('"') + 1;
            stream.receive(frame, text, frame.length() - 2);
        } else if (frame.startsWith("{\"type\":\"snapshot\"")) {
            snapshot(new JsonObject(frame));
        } else if (frame.contains("\"type\":\"turnEnded\"")) {
            end(frame);
        } else if (frame.startsWith("{\"type\":\"error\"")) {
            stream.fail("was answered " + frame);
        }
    }

    /** The first, or one for a reader that fell behind: what was missed is in there. */
    private void snapshot(JsonObject snapshot) {
        stream.opened();
        ready.tryComplete();
        var messages = snapshot.getJsonArray("messages");
        if (!messages.isEmpty()) {
            var answer = messages.getJsonObject(messages.size() - 1);
            stream.catchUp(text(answer));
            if (answer.getString("state") != null) {
                end(snapshot.encode());
            }
        }
    }

    private static String text(JsonObject answer) {
        var text = new StringBuilder();
        for (int element = 0; element < answer.getJsonArray("elements").size(); element++) {
            text.append(answer.getJsonArray("elements").getJsonObject(element).getString("text"));
        }
        return text.toString();
    }

    private void end(String frame) {
        if (!frame.contains("\"state\":\"complete\"")) {
            stream.fail("ended with " + frame);
        }
        stream.end();
    }

    private void closed() {
        ready.tryFail("closed while opening");
        if (!closing) {
            stream.fail("lost its socket");
        }
    }
}
