package common;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.UUID;

/** One reader: a socket of its own, as docs/protocol.md says. Runs on one event loop. */
final class Reader {

    private final Stream stream;
    private final int run;
    private final Frames frames;
    private final Promise<Void> ready = Promise.promise();
    private WebSocket socket;
    private boolean closing;

    Reader(Stream stream, int run) {
        this.stream = stream;
        this.run = run;
        this.frames = new Frames(stream);
    }

    /** Connects and opens the conversation; the future completes with the snapshot. */
    Future<Void> open(Context context, WebSocketClient client, Server server) {
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
        socket.frameHandler(frame -> frames.count(frame.binaryData().length()));
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

    private void receive(String frame) {
        frames.take(frame);
        if (stream.isOpen()) {
            ready.tryComplete();
        }
    }

    private void closed() {
        ready.tryFail("closed while opening");
        if (!closing) {
            stream.fail("lost its socket");
        }
    }
}
