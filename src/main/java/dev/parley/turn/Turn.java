package dev.parley.turn;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.log.Append;
import dev.parley.log.Backlog;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import dev.parley.log.NotStoredException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One running turn: the only way from its handler to the log, and the one place where it ends. Thread-safe.
 *
 * <p>The end is a single step under the lock: before it everything may be written, after it nothing.
 */
final class Turn {

    /** Told once, outside the lock, after the end was appended. */
    interface EndListener {
        void ended(Turn turn, EndState state, CompletionStage<Void> stored);
    }

    /** Long enough for an exception to pass from a try block to the end of the handler. */
    private static final long SETTLE_MILLIS = 100;

    private final int id;
    private final ConversationLog log;
    private final Backlog backlog;
    private final InstantSource clock;
    private final TurnConfig config;
    private final EndListener listener;

    // Guarded by this object's monitor.
    private final Set<TurnMessage> open = new LinkedHashSet<>();
    private final Set<Runnable> onEnd = new LinkedHashSet<>();
    private final MessagePlace place;
    private @Nullable TurnMessage closing;
    private EndState worst = EndState.COMPLETE;
    private boolean anyMessage;
    private boolean ended;
    private @Nullable CompletionStage<Void> stored;

    Turn(
            int id,
            ConversationLog log,
            ConversationLogs logs,
            InstantSource clock,
            TurnConfig config,
            MessagePlace place,
            EndListener listener) {
        this.id = id;
        this.log = log;
        this.clock = clock;
        this.config = config;
        this.place = place;
        this.listener = listener;
        this.backlog = logs.backlog(this::storeFailed);
    }

    int id() {
        return id;
    }

    ConversationId conversation() {
        return log.id();
    }

    /** The end of the shown path, as far as this turn has come. */
    synchronized @Nullable Integer lastMessage() {
        return place.leaf();
    }

    int nextNumber() {
        return log.nextNumber();
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    Backlog backlog() {
        return backlog;
    }

    TurnConfig config() {
        return config;
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Appends in order; never blocks. */
    synchronized void write(Event... events) {
        checkWritable();
        settleClosing();
        log.post(Append.of(events), backlog);
    }

    /** Starts a message at the end of the shown path. */
    synchronized void start(TurnMessage message) {
        checkWritable();
        settleClosing();
        open.add(message);
        anyMessage = true;
        log.append(Append.of(place.next(message.id(), id, message.speaker(), now())), backlog)
                .thenRun(message::markStored);
    }

    /** The message is done, unless the handler throws right away: a try block closes before its exception gets here. */
    synchronized void close(TurnMessage message) {
        if (!ended && open.contains(message)) {
            settleClosing();
            closing = message;
            CompletableFuture.delayedExecutor(SETTLE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> settle(message));
        }
    }

    private synchronized void settle(TurnMessage message) {
        if (closing == message) {
            settleClosing();
        }
    }

    /** Ends a message in another state than complete. */
    synchronized void end(TurnMessage message, EndState state, @Nullable Problem problem) {
        if (!ended && open.remove(message)) {
            worst = worst.orWorse(state);
            closing = closing == message ? null : closing;
            log.post(Append.of(message.end(state, problem, now())), backlog);
        }
    }

    /** A closed message is complete as soon as the handler goes on after it. */
    synchronized void settleClosing() {
        var message = closing;
        if (message != null) {
            closing = null;
            end(message, EndState.COMPLETE, null);
        }
    }

    /** Runs {@code action} when the turn ends; at once if it has. */
    void onEnd(Runnable action) {
        synchronized (this) {
            if (!ended) {
                onEnd.add(action);
                return;
            }
        }
        action.run();
    }

    synchronized void removeOnEnd(Runnable action) {
        onEnd.remove(action);
    }

    /** Waits on the handler's thread until the store has caught up. */
    void awaitRoom() {
        if (!backlog.full()) {
            return;
        }
        var room = new CompletableFuture<Boolean>();
        backlog.whenRoom(() -> room.complete(true));
        Runnable letGo = () -> room.complete(true);
        onEnd(letGo);
        boolean inTime = room.completeOnTimeout(false, config.storeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        removeOnEnd(letGo);
        if (!inTime) {
            throw new BacklogFullException();
        }
    }

    /** The handler returned. */
    void complete() {
        end(EndState.COMPLETE, null);
    }

    /** The handler threw. */
    void fail(Throwable failure) {
        synchronized (this) {
            // A stream that failed has ended its message with its own state already.
            boolean told = worst.compareTo(EndState.INTERRUPTED) >= 0 && open.isEmpty();
            if (!ended && !told && open.isEmpty()) {
                tellInMessageOfItsOwn();
            }
        }
        end(EndState.FAILED, Problems.of(failure));
    }

    /** Stop, or the server ends: keeps what came. The stage completes when the end is stored. */
    CompletionStage<Void> end(EndState state, @Nullable Problem problem) {
        List<Runnable> actions;
        CompletionStage<Void> atEnd;
        synchronized (this) {
            if (ended && stored != null) {
                return stored;
            }
            atEnd = appendEnd(state, problem);
            actions = List.copyOf(onEnd);
            onEnd.clear();
        }
        actions.forEach(Runnable::run);
        listener.ended(this, worst, atEnd);
        return atEnd;
    }

    private CompletionStage<Void> appendEnd(EndState state, @Nullable Problem problem) {
        if (state == EndState.COMPLETE) {
            settleClosing();
        }
        var events = new ArrayList<Event>();
        boolean lost = backlog.failure() != null;
        for (var message : open) {
            if (!lost || message.isStored()) {
                events.add(message.end(state, problem, now()));
            }
        }
        boolean unfinished = !open.isEmpty() || !anyMessage || state == EndState.STOPPED;
        worst = unfinished ? worst.orWorse(state) : worst;
        open.clear();
        ended = true;
        events.add(new Event.TurnEnded(id, worst, now()));
        // Not within the backlog: the end is always appended, also when the turn ends because its room is used up.
        stored = log.append(Append.of(events));
        return stored;
    }

    private void tellInMessageOfItsOwn() {
        var message = new TurnMessage(this, Speaker.of("assistant"), "");
        start(message);
    }

    private void storeFailed(NotStoredException reason) {
        Thread.startVirtualThread(() -> end(EndState.FAILED, Problems.of(reason)));
    }

    private void checkWritable() {
        if (ended) {
            throw new TurnEndedException();
        }
        if (backlog.exhausted()) {
            throw new BacklogFullException();
        }
    }
}
