package idle;

import common.Frames;
import common.Generator;
import common.Server;
import common.Stream;
import common.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Readers who have opened a conversation each and do nothing. Each is an owner of its own. */
final class Idlers {

    private static final int CONNECTING_AT_ONCE = 50;
    private static final long PATIENCE_SECONDS = 30;

    private final Generator generator;
    private final WebSocketClient client;
    private final List<UUID> conversations;
    private final List<String> cookies;
    private final ConcurrentLinkedQueue<WebSocket> open = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leaving = new AtomicBoolean();

    /** {@code cookies} say who the readers are, {@code conversations} which one each of them has. */
    Idlers(Generator generator, List<UUID> conversations, List<String> cookies) {
        this.generator = generator;
        this.client = generator.client();
        this.conversations = conversations;
        this.cookies = cookies;
    }

    /** Opens the sockets of these readers, some at a time, each until its snapshot is there. */
    void open(Server server, int from, int to) {
        each(from, to, reader -> connect(server, reader, "\"type\":\"snapshot\"", false));
    }

    /** Gives each of these readers' conversations a message and an answer, and leaves. */
    void write(Server server, int from, int to) {
        each(from, to, reader -> connect(server, reader, "\"type\":\"turnEnded\"", true));
    }

    private interface Opening {
        Future<Void> of(int reader);
    }

    private void each(int from, int to, Opening opening) {
        var places = new Semaphore(CONNECTING_AT_ONCE);
        var all = new ArrayList<Future<Void>>();
        for (int reader = from; reader < to; reader++) {
            places.acquireUninterruptibly();
            int number = reader;
            all.add(opening.of(reader)
                    .onFailure(failure -> faults.add("socket " + number + ": " + failure))
                    .onComplete(ignored -> places.release()));
        }
        try {
            Future.join(all).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            // Said of each socket by itself.
        } catch (TimeoutException e) {
            faults.add("not all sockets had what they waited for within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Future<Void> connect(Server server, int reader, String awaited, boolean writing) {
        var options = new WebSocketConnectOptions()
                .setHost("localhost")
                .setPort(server.port())
                .setURI("/chat/" + conversations.get(reader))
                .setTimeout(PATIENCE_SECONDS * 1_000)
                .addHeader("Cookie", cookies.get(reader))
                .addHeader("Origin", server.address());
        var there = Promise.<Void>promise();
        var loops = generator.loops();
        loops.get(reader % loops.size())
                .runOnContext(ignored -> client.connect(options)
                        .onFailure(there::tryFail)
                        .onSuccess(socket -> converse(socket, reader, awaited, writing, there)));
        generator.vertx().setTimer(PATIENCE_SECONDS * 1_000, ignored -> there.tryFail("nothing came in time"));
        return there.future();
    }

    private void converse(WebSocket socket, int reader, String awaited, boolean writing, Promise<Void> there) {
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ignored -> closed(reader, writing, there));
        socket.textMessageHandler(frame -> {
            if (frame.contains(awaited)) {
                there.tryComplete();
                if (writing) {
                    socket.close();
                }
            } else if (frame.startsWith("{\"type\":\"error\"")) {
                there.tryFail(frame);
            }
        });
        socket.writeTextMessage("{\"type\":\"open\"}");
        if (writing) {
            socket.writeTextMessage(
                    "{\"type\":\"send\",\"id\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), Upstream.BRIEFLY));
        } else {
            open.add(socket);
        }
    }

    private void closed(int reader, boolean writing, Promise<Void> there) {
        if (!there.tryFail("closed while opening") && !writing && !leaving.get()) {
            faults.add("socket " + reader + " was closed");
        }
    }

    /** Asks through one of the open sockets for an answer, which goes to {@code stream}. */
    void ask(int socket, Stream stream, String prompt) {
        var asked = List.copyOf(open).get(socket);
        var frames = new Frames(stream);
        asked.frameHandler(frame -> frames.count(frame.binaryData().length()));
        asked.textMessageHandler(frames::take);
        asked.writeTextMessage(
                "{\"type\":\"send\",\"id\":\"%s\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), prompt));
    }

    /** All that went wrong with any of them. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    void close() {
        leaving.set(true);
        open.forEach(WebSocket::close);
        open.clear();
        client.close();
    }
}
