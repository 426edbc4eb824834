package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Question;
import dev.parley.conversation.Step;
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
import java.util.Optional;
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

    /** How long after a failure the store is asked again to take the turn's end. */
    private static final long END_AGAIN_MILLIS = 1_000;

    private final int id;
    private final ConversationLog log;
    private final Backlog backlog;
    private final InstantSource clock;
    private final TurnConfig config;
    private final TurnWatch watch;
    private final EndListener listener;
    private final @Nullable Integer leafBefore;
    private final TurnFiles files;

    // Guarded by this object's monitor.
    private final SequencedSet<TurnMessage> messages = new LinkedHashSet<>();
    private final Set<TurnMessage> open = new LinkedHashSet<>();
    private final Set<Runnable> onEnd = new LinkedHashSet<>();
    private final MessagePlace place;
    private Event.@Nullable MessageStarted first;
    private final Closings closings = new Closings(this);
    /** Messages in which nothing was written yet. */
    private final SequencedSet<TurnMessage> reserved = new LinkedHashSet<>();

    private EndState worst = EndState.COMPLETE;
    private boolean ended;
    private boolean draining;
    private final OpenQuestions questions = new OpenQuestions();
    private @Nullable CompletionStage<Void> stored;
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
        this.place = place;
        this.leafBefore = place.leaf();
        this.watch = watch;
        this.listener = listener;
        this.files = new TurnFiles(log, logs.blobs());
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
        return ended;
    }

    /** How it has ended, once that is stored. */
    synchronized EndState endState() {
        return worst;
    }

    /** Appends in order; never blocks. */
    synchronized void write(Event... events) {
        checkWritable();
        closings.settle();
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
        checkWritable();
        requireOpen(status);
        write(status.message(), events);
    }

    /** Fails before a stream is begun that could not be written. */
    synchronized void requireOpen(TurnContainer<?> container) {
        checkWritable();
        if (container instanceof TurnStatus status && (closings.contains(status) || status.hasEnded())) {
            throw new IllegalStateException("The status has ended");
        }
        var message = container.message();
        boolean mayBeWritten = reserved.contains(message) || open.contains(message);
        if (closings.contains(message) || !mayBeWritten) {
            throw new IllegalStateException("The message has ended");
        }
    }

    /** A message that begins with the first thing written. */
    synchronized void reserve(TurnMessage message) {
        checkWritable();
        reserved.add(message);
    }

    /** The message that was begun last and has not ended; empty where there is none. */
    synchronized Optional<TurnMessage> lastOpen() {
        var all = new ArrayList<>(open);
        all.addAll(reserved);
        all.removeIf(closings::contains);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Starts a message at the end of the shown path, if it has not begun. */
    synchronized void begin(TurnMessage message) {
        checkWritable();
        if (reserved.contains(message)) {
            closings.settle();
            start(message);
        }
    }

    private void start(TurnMessage message) {
        reserved.remove(message);
        var started = place.next(message.id(), id, message.speaker(), now());
        first = first == null ? started : first;
        messages.add(message);
        open.add(message);
        log.append(Append.of(started), backlog).thenRun(message::markStored);
    }

    synchronized void requireNotBegun(TurnMessage message) {
        checkWritable();
        if (!reserved.contains(message)) {
            throw new IllegalStateException("The avatar is chosen before the first element");
        }
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

    /** The message is done, unless the handler throws right away: a try block closes before its exception gets here. */
    synchronized void close(TurnMessage message) {
        if (!ended && reserved.contains(message)) {
            begin(message);
        }
        if (!ended && open.contains(message)) {
            closings.add(message, () -> end(message, EndState.COMPLETE, null));
        }
    }

    /** The same for a status. */
    synchronized void close(TurnStatus status) {
        if (!ended && !status.hasEnded() && open.contains(status.message())) {
            closings.add(status, () -> postEnd(status, null, Step.State.COMPLETE));
        }
    }

    /** Ends a status with a label of its own; does nothing when it has ended. */
    synchronized void end(TurnStatus status, String label, Step.State state) {
        checkWritable();
        if (!status.hasEnded() && open.contains(status.message())) {
            closings.remove(status);
            closings.settle();
            postEnd(status, label, state);
        }
    }

    private void postEnd(TurnStatus status, @Nullable String label, Step.State state) {
        if (!ended && open.contains(status.message())) {
            log.post(Append.of(status.ends(label, state)), backlog);
        }
    }

    /** Ends a message in another state than complete. */
    synchronized void end(TurnMessage message, EndState state, @Nullable Problem problem) {
        if (!ended && open.remove(message)) {
            worst = worst.orWorse(state);
            closings.remove(message);
            log.append(Append.of(message.ends(state, problem, now())), backlog).thenRun(message::markEndStored);
        }
    }

    /** Adds a question. The stage has its answer, or nothing when it was skipped. */
    CompletableFuture<Optional<JsonNode>> ask(TurnContainer<?> container, Question question) {
        TurnContainer.requireFitting(question);
        awaitRoom();
        synchronized (this) {
            if (!draining) {
                begin(container.message());
                var answer = questions.ask(container, question);
                if (log.queued()) {
                    // Nobody would see that what was sent before waits for this answer.
                    skipQuestions();
                }
                return answer;
            }
        }
        end(EndState.INTERRUPTED, Problems.interrupted());
        throw new TurnEndedException();
    }

    /** Takes a question that waits here, so that nobody else ends it; null if none does. */
    synchronized @Nullable CompletableFuture<Optional<JsonNode>> claim(int element) {
        return ended ? null : questions.claim(element);
    }

    /** Its answer was not stored after all. */
    synchronized void unclaim(int element, CompletableFuture<Optional<JsonNode>> question) {
        questions.unclaim(element, question);
    }

    /** The reader went on without an answer. */
    synchronized void skipQuestions() {
        if (!ended) {
            questions.skipAll().forEach(skipped -> log.post(Append.of(skipped), backlog));
        }
    }

    /** The server ends: nobody waits for an answer, which may come after its next start. */
    void drain() {
        boolean asking;
        synchronized (this) {
            draining = true;
            asking = questions.any();
        }
        if (asking) {
            end(EndState.INTERRUPTED, Problems.interrupted());
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
            if (!ended && !told && open.isEmpty() && reserved.isEmpty()) {
                // Also when all turns have used their room up: somebody has to say so.
                start(new TurnMessage(this, Speaker.of("assistant"), "", new MessageUsage(model -> null)));
            }
        }
        end(EndState.FAILED, Problems.of(failure, reference()));
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
            closings.settleAll();
        }
        List.copyOf(reserved).forEach(this::start);
        // Where the server ends, questions stay open.
        var skipped = state == EndState.INTERRUPTED ? List.<Event>of() : questions.skipAll();
        boolean unfinished = !open.isEmpty() || messages.isEmpty() || state == EndState.STOPPED;
        worst = unfinished ? worst.orWorse(state) : worst;
        var events = new ArrayList<>(skipped);
        open.forEach(message -> events.addAll(message.ends(state, problem, now())));
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
