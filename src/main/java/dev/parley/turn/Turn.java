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
import java.util.SequencedSet;
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
        void ended(Turn turn, CompletionStage<Void> stored);
    }

    /** Long enough for an exception to pass from a try block to the end of the handler. */
    private static final long SETTLE_MILLIS = 100;

    /** How long after a failure the store is asked again to take the turn's end. */
    private static final long END_AGAIN_MILLIS = 1_000;

    private final int id;
    private final ConversationLog log;
    private final Backlog backlog;
    private final InstantSource clock;
    private final TurnConfig config;
    private final EndListener listener;
    private final @Nullable Integer leafBefore;

    // Guarded by this object's monitor.
    private final SequencedSet<TurnMessage> messages = new LinkedHashSet<>();
    private final Set<TurnMessage> open = new LinkedHashSet<>();
    private final Set<Runnable> onEnd = new LinkedHashSet<>();
    private final MessagePlace place;
    private Event.@Nullable MessageStarted first;
    private @Nullable TurnMessage closing;
    private EndState worst = EndState.COMPLETE;
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
        this.leafBefore = place.leaf();
        this.listener = listener;
        this.backlog = logs.backlog(this::storeFailed);
    }

    int id() {
        return id;
    }

    ConversationId conversation() {
        return log.id();
    }

    /** The end of the shown path, once the turn's end is stored. */
    synchronized @Nullable Integer lastMessage() {
        for (var message : messages.reversed()) {
            if (message.isStored()) {
                return message.id();
            }
        }
        return leafBefore;
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

    /** How it has ended, once that is stored. */
    synchronized EndState endState() {
        return worst;
    }

    /** Appends in order; never blocks. */
    synchronized void write(Event... events) {
        checkWritable();
        settleClosing();
        log.post(Append.of(events), backlog);
    }

    /** The same for what belongs to a message; refused when that has ended. */
    synchronized void write(TurnMessage message, Event... events) {
        checkWritable();
        if (message == closing || !open.contains(message)) {
            throw new IllegalStateException("The message has ended");
        }
        write(events);
    }

    /** Starts a message at the end of the shown path. */
    synchronized void start(TurnMessage message) {
        checkWritable();
        settleClosing();
        begin(message);
    }

    private void begin(TurnMessage message) {
        var started = place.next(message.id(), id, message.speaker(), now());
        first = first == null ? started : first;
        messages.add(message);
        open.add(message);
        log.append(Append.of(started), backlog).thenRun(message::markStored);
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
            log.append(Append.of(message.end(state, problem, now())), backlog).thenRun(message::markEndStored);
        }
    }

    /** A closed message is complete as soon as the handler goes on after it. */
    private void settleClosing() {
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
                // Also when all turns have used their room up: somebody has to say so.
                begin(new TurnMessage(this, Speaker.of("assistant"), ""));
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
        listener.ended(this, atEnd);
        return atEnd;
    }

    private CompletionStage<Void> appendEnd(EndState state, @Nullable Problem problem) {
        if (state == EndState.COMPLETE) {
            settleClosing();
        }
        boolean unfinished = !open.isEmpty() || messages.isEmpty() || state == EndState.STOPPED;
        worst = unfinished ? worst.orWorse(state) : worst;
        var events = new ArrayList<Event>();
        open.forEach(message -> events.add(message.end(state, problem, now())));
        events.add(new Event.TurnEnded(id, worst, now()));
        open.clear();
        ended = true;
        // Within the backlog, which takes it however full it is: so it fails if anything before it was not stored.
        stored = log.append(Append.of(events), backlog)
                .exceptionallyComposeAsync(this::appendEndOfLost, Thread::startVirtualThread);
        return stored;
    }

    /** Part of the turn is lost: every message that the store has without an end is failed. Asks until the store takes it. */
    private CompletionStage<Void> appendEndOfLost(Throwable reason) {
        var later =
                CompletableFuture.delayedExecutor(END_AGAIN_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
        return log.append(Append.of(endOfLost(Problems.of(reason))))
                .thenRun(this::markFirstStored)
                .exceptionallyComposeAsync(again -> appendEndOfLost(reason), later);
    }

    private synchronized List<Event> endOfLost(Problem problem) {
        worst = EndState.FAILED;
        var events = new ArrayList<Event>();
        if (first != null && !messages.getFirst().isStored()) {
            // Nothing of the answer is in the store: its first message is told again, so that the reader learns why.
            events.add(first);
            events.add(messages.getFirst().end(EndState.FAILED, problem, now()));
        }
        for (var message : messages) {
            if (message.isStored() && !message.isEndStored()) {
                events.add(message.end(EndState.FAILED, problem, now()));
            }
        }
        events.add(new Event.TurnEnded(id, EndState.FAILED, now()));
        return events;
    }

    private synchronized void markFirstStored() {
        if (first != null) {
            messages.getFirst().markStored();
        }
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
