package dev.parley.web;

import dev.parley.auth.Admitted;
import dev.parley.auth.Session;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import dev.parley.log.Delivery;
import dev.parley.log.Position;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What one socket is sent. Asks its cursor for the next delivery when the last one has left, so a slow socket holds
 * one frame, and news of the list beside it, and nothing more. Frames are written on the connection's event loop.
 */
final class SocketReader implements Flow.Subscriber<Delivery> {

    private static final Logger LOG = Logger.getLogger(SocketReader.class);

    /** Final, as docs/protocol.md says: coming back would not help. */
    private static final int NOT_YOURS = 4404;

    private final WebSocketConnection connection;
    private final Context context;
    private final ConversationLogs logs;
    private final Admitted admitted;
    private final ConversationId conversation;
    private final Peer peer;

    private final ListNews news = new ListNews();
    private final WriteClock frames = new WriteClock();
    private final WriteClock answers = new WriteClock();

    // Guarded by this object's monitor.
    private @Nullable ConversationLog log;
    private Flow.@Nullable Subscription subscription;
    private boolean closed;
    private int commands;

    // Touched on the event loop only.
    private boolean asked;
    private boolean own;
    /** Two at most: news may be leaving when a delivery comes that was asked for before. */
    private int writing;

    private @Nullable Farewell leaving;

    /** Touched by the watch over writes only. */
    private boolean toldToGo;

    SocketReader(
            WebSocketConnection connection,
            Context context,
            ConversationLogs logs,
            Admitted admitted,
            ConversationId conversation,
            Peer peer) {
        this.connection = connection;
        this.context = context;
        this.logs = logs;
        this.admitted = admitted;
        this.conversation = conversation;
        this.peer = peer;
    }

    String owner() {
        return admitted.owner();
    }

    /** Where it comes from, as far as that is counted. */
    String address() {
        return peer.address();
    }

    /** Null for a reader who never had to sign in. */
    @Nullable
    Session session() {
        return admitted.session();
    }

    ConversationId conversation() {
        return conversation;
    }

    /** The number of the next command. */
    synchronized int nextCommand() {
        return ++commands;
    }

    synchronized boolean isOpen() {
        return log != null;
    }

    /** Reads from {@code position}, or anew; may block. */
    void open(@Nullable Position position) {
        var held = logs.hold(conversation);
        if (!enter(held)) {
            logs.release(held);
            return;
        }
        held.read(position, task -> context.runOnContext(ignored -> task.run())).subscribe(this);
    }

    private synchronized boolean enter(ConversationLog held) {
        if (closed || log != null) {
            return false;
        }
        log = held;
        return true;
    }

    void close() {
        ConversationLog held;
        Flow.Subscription reading;
        synchronized (this) {
            held = log;
            reading = subscription;
            closed = true;
            log = null;
            subscription = null;
        }
        if (reading != null) {
            reading.cancel();
        }
        if (held != null) {
            logs.release(held);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        synchronized (this) {
            if (closed) {
                newSubscription.cancel();
                return;
            }
            subscription = newSubscription;
        }
        context.runOnContext(ignored -> writeNext());
    }

    @Override
    public void onNext(Delivery delivery) {
        asked = false;
        if (mayRead()) {
            write(Frames.of(delivery));
        } else {
            close();
            end(new CloseReason(NOT_YOURS, "There is no such conversation"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.errorf(failure, "Reading conversation %s failed", conversation);
        end(new CloseReason(1011, "A fault of the server"));
    }

    @Override
    public void onComplete() {
        throw new IllegalStateException("A log has no end");
    }

    /** Ids are made by clients: since this socket was let in, another owner may have made the conversation. */
    private boolean mayRead() {
        var reading = log();
        if (!own && reading != null) {
            var known = reading.conversation();
            own = known != null && known.owner().equals(owner());
            return own || known == null;
        }
        return own;
    }

    private synchronized @Nullable ConversationLog log() {
        return log;
    }

    /** Tells the reader of a change in the list of conversations; from any thread. */
    void tell(ConversationSummary summary) {
        if (news.add(summary)) {
            context.runOnContext(ignored -> writeNext());
        }
    }

    /** Whether one write has been under way for longer than {@code nanos}. */
    boolean hangs(long now, long nanos) {
        return frames.exceeds(nanos, now) || answers.exceeds(nanos, now);
    }

    /** Sends the answer to a command; blocks until it has left. One at a time. */
    void answer(String frame) {
        answers.begun();
        try {
            connection.sendTextAndAwait(frame);
        } finally {
            answers.done();
        }
    }

    /** It hangs: says so, and hangs up if that could not be said either by the next time. */
    void endHanging(CloseReason reason) {
        if (toldToGo) {
            peer.cut();
        } else {
            toldToGo = true;
            end(reason);
        }
    }

    void end(CloseReason reason) {
        closing(reason).subscribe().with(ok -> {});
    }

    /**
     * Closes the socket once its reader has been given all that is stored by now, however much that is. The stage completes when
     * that is said, or cannot be.
     */
    CompletableFuture<Void> ended(CloseReason reason) {
        var farewell = new Farewell(reason, new CompletableFuture<>());
        context.runOnContext(ignored -> sayGoodbye(farewell));
        return farewell.said();
    }

    private record Farewell(CloseReason reason, CompletableFuture<Void> said) {}

    /** On the event loop, behind whatever delivery was due: where nothing is being written, nothing is left. */
    private void sayGoodbye(Farewell farewell) {
        if (writing > 0) {
            leaving = farewell;
        } else {
            closing(farewell.reason()).subscribe().with(ok -> farewell.said().complete(null));
        }
    }

    private Uni<Void> closing(CloseReason reason) {
        return connection
                .close(reason)
                .onFailure()
                .invoke(failure -> LOG.debug("Closing failed", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void write(String frame) {
        writing++;
        frames.begun();
        connection.sendText(frame).subscribe().with(ok -> written(), this::broken);
    }

    private void written() {
        writing--;
        if (writing > 0) {
            // They leave in order: the last one's time begins now.
            frames.begun();
            return;
        }
        frames.done();
        writeNext();
        var farewell = leaving;
        if (farewell != null) {
            leaving = null;
            context.runOnContext(ignored -> sayGoodbye(farewell));
        }
    }

    private void broken(Throwable failure) {
        LOG.debugf(failure, "Socket %s broke", connection.id());
        close();
        if (leaving != null) {
            leaving.said().complete(null);
        }
        // Where only the write failed the client would wait for ever: closed, it comes back.
        end(new CloseReason(1011, "A write failed"));
    }

    private void writeNext() {
        if (writing > 0) {
            return;
        }
        var changed = news.take();
        if (!changed.isEmpty()) {
            write(Frames.conversations(changed));
        } else if (!asked) {
            askForNext();
        }
    }

    private void askForNext() {
        Flow.Subscription reading;
        synchronized (this) {
            reading = subscription;
        }
        if (reading != null) {
            asked = true;
            reading.request(1);
        }
    }
}
