package dev.parley.turn;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Spent;
import dev.parley.conversation.Step;
import dev.parley.log.Append;
import dev.parley.log.Backlog;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import dev.parley.log.NotStoredException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One running turn: the only way from its handler to the log, and the one place where it ends. Thread-safe.
 *
 * <p>The end is a single step under the lock: before it everything may be written, after it nothing.
 */
final class Turn {

    /** Told once, outside the lock, after the end was appended. */
    interface EndListener {
        void ended(Turn turn, CompletionStage<Void> stored);
    }

    private static final Logger LOG = Logger.getLogger(Turn.class);

    private final int id;
    private final ConversationLog log;
    private final Backlog backlog;
    private final InstantSource clock;
    private final TurnConfig config;
    private final TurnWatch watch;
    private final EndListener listener;
    private final TurnFiles files;

    // Guarded by this object's monitor.
    private final TurnMessages messages;
    private final OpenQuestions questions;
    private final TurnEnd end;
    /** About how many tokens the last prompt has that was sent to a model. */
    private volatile long promptEstimate;

    Turn(
            int id,
            ConversationLog log,
            ConversationLogs logs,
            InstantSource clock,
            TurnConfig config,
            MessagePlace place,
            TurnWatch watch,
            EndListener listener) {
        this.id = id;
        this.log = log;
        this.clock = clock;
        this.config = config;
        this.watch = watch;
        this.listener = listener;
        this.files = new TurnFiles(log, logs.blobs());
        this.backlog = logs.backlog(this::storeFailed);
        this.questions = new OpenQuestions(this, log, backlog);
        this.messages = new TurnMessages(this, log, backlog, place);
        this.end = new TurnEnd(this, log, backlog, messages);
    }

    int id() {
        return id;
    }

    ConversationId conversation() {
        return log.id();
    }

    /** The end of the shown path, once the turn's end is stored. */
    synchronized @Nullable Integer lastMessage() {
        return messages.last();
    }

    /** Keeps what a call has cost, also when the turn has ended: it was spent. */
    void keep(Spent spent) {
        var _ = log.append(Append.of(spent));
    }

    int nextNumber() {
        return log.nextNumber();
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    void asks(long promptTokens) {
        promptEstimate = promptTokens;
    }

    long promptEstimate() {
        return promptEstimate;
    }

    /** Under which the log has what went wrong. */
    String reference() {
        return log.id().value() + "." + id;
    }

    Problem problem(Throwable failure) {
        return config.showFailures() ? Problems.shown(failure, reference()) : Problems.of(failure, reference());
    }

    TurnWatch watch() {
        return watch;
    }

    TurnFiles files() {
        return files;
    }

    Backlog backlog() {
        return backlog;
    }

    TurnConfig config() {
        return config;
    }

    synchronized boolean ended() {
        return end.isReached();
    }

    /** How it has ended, once that is stored. */
    synchronized EndState endState() {
        return messages.worst();
    }

    /** Appends in order; never blocks. */
    synchronized void write(Event... events) {
        checkWritable();
        messages.settle();
        log.post(Append.of(events), backlog);
    }

    /** The same for what belongs to a message; refused when that has ended. */
    synchronized void write(TurnMessage message, Event... events) {
        begin(message);
        requireOpen(message);
        write(events);
    }

    /** The same for what belongs to a status. */
    synchronized void write(TurnStatus status, Event... events) {
        requireOpen(status);
        write(status.message(), events);
    }

    /** Fails before a stream is begun that could not be written. */
    synchronized void requireOpen(TurnContainer<?> container) {
        checkWritable();
        messages.requireOpen(container);
    }

    /** A message that begins with the first thing written. */
    synchronized void reserve(TurnMessage message) {
        checkWritable();
        messages.reserve(message);
    }

    /** The message that was begun last and has not ended; empty where there is none. */
    synchronized Optional<TurnMessage> lastOpen() {
        return messages.lastOpen();
    }

    /** Starts a message at the end of the shown path, if it has not begun. */
    synchronized void begin(TurnMessage message) {
        checkWritable();
        messages.begin(message);
    }

    synchronized void requireNotBegun(TurnMessage message) {
        checkWritable();
        messages.requireNotBegun(message);
    }

    /** Changes what its beginning says. */
    synchronized void change(TurnMessage message, Runnable change) {
        requireNotBegun(message);
        change.run();
    }

    /** Begins a status as one step with what makes it known to its message. */
    synchronized void begin(TurnStatus status, Runnable beginning) {
        begin(status.message());
        beginning.run();
    }

    /** The message is done, unless the handler throws right away. */
    synchronized void close(TurnMessage message) {
        if (!end.isReached()) {
            messages.close(message);
        }
    }

    /** The same for a status. */
    synchronized void close(TurnStatus status) {
        if (!end.isReached()) {
            messages.close(status);
        }
    }

    /** Ends a status with a label of its own; does nothing when it has ended. */
    synchronized void end(TurnStatus status, String label, Step.State state) {
        checkWritable();
        messages.end(status, label, state);
    }

    /** Ends a message in another state than complete. */
    synchronized void end(TurnMessage message, EndState state, @Nullable Problem problem) {
        if (!end.isReached()) {
            messages.end(message, state, problem);
        }
    }

    /** Those for whose answers it waits. */
    OpenQuestions questions() {
        return questions;
    }

    /** Runs {@code action} when the turn ends; at once if it has. */
    void onEnd(Runnable action) {
        synchronized (this) {
            if (!end.isReached()) {
                end.add(action);
                return;
            }
        }
        action.run();
    }

    synchronized void removeOnEnd(Runnable action) {
        end.remove(action);
    }

    /** Waits on the handler's thread until the store has caught up. */
    void awaitRoom() {
        new RoomToWrite(this, backlog).await(config.storeTimeout());
    }

    /** The handler returned. */
    void complete() {
        end(EndState.COMPLETE, null);
    }

    /** The handler threw. */
    void fail(Throwable failure) {
        synchronized (this) {
            if (!end.isReached()) {
                messages.makeRoomForFailure();
            }
        }
        end(EndState.FAILED, problem(failure));
    }

    /** Stop, or the server ends: keeps what came. The stage completes when the end is stored. */
    CompletionStage<Void> end(EndState state, @Nullable Problem problem) {
        List<Runnable> actions;
        CompletionStage<Void> atEnd;
        synchronized (this) {
            if (end.isReached()) {
                return end.stored();
            }
            // Where the server ends, questions stay open.
            var skipped = state == EndState.INTERRUPTED ? List.<Event>of() : questions.skipAll();
            atEnd = end.reach(state, problem, skipped);
            actions = end.takeActions();
        }
        actions.forEach(this::runAtEnd);
        listener.ended(this, atEnd);
        return atEnd;
    }

    /** What a handler streams from may throw when it is cancelled: the others are let go of all the same. */
    private void runAtEnd(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.warnf(e, "Request %s: something did not let go at the end of the turn", reference());
        }
    }

    private void storeFailed(NotStoredException reason) {
        Thread.startVirtualThread(() -> end(EndState.FAILED, Problems.of(reason)));
    }

    private void checkWritable() {
        if (end.isReached()) {
            throw new TurnEndedException();
        }
        if (backlog.exhausted()) {
            throw new BacklogFullException();
        }
    }
}
