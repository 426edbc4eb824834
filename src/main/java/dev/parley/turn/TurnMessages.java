package dev.parley.turn;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Step;
import dev.parley.log.Append;
import dev.parley.log.Backlog;
import dev.parley.log.ConversationLog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one turn and the states they pass through: reserved, open, closed, ended. Guarded by the turn's monitor.
 */
final class TurnMessages {

    private final Turn turn;
    private final ConversationLog log;
    private final Backlog backlog;
    private final MessagePlace place;
    private final @Nullable Integer leafBefore;
    private final Closings closings;
    /** Messages in which nothing was written yet. */
    private final SequencedSet<TurnMessage> reserved = new LinkedHashSet<>();

    /** The last one that was closed with nothing written in it. */
    private @Nullable TurnMessage unwritten;

    private final SequencedSet<TurnMessage> begun = new LinkedHashSet<>();
    private final Set<TurnMessage> open = new LinkedHashSet<>();
    private Event.@Nullable MessageStarted first;
    private EndState worst = EndState.COMPLETE;

    TurnMessages(Turn turn, ConversationLog log, Backlog backlog, MessagePlace place) {
        this.turn = turn;
        this.log = log;
        this.backlog = backlog;
        this.place = place;
        this.leafBefore = place.leaf();
        this.closings = new Closings(turn);
    }

    /** The end of the shown path, once the turn's end is stored. */
    @Nullable
    Integer last() {
        for (var message : begun.reversed()) {
            if (message.isStored()) {
                return message.id();
            }
        }
        return leafBefore;
    }

    /** The worst state in which one has ended. */
    EndState worst() {
        return worst;
    }

    /** This thread has gone on: what it closed ended well. */
    void settle() {
        closings.settle();
    }

    void requireOpen(TurnContainer<?> container) {
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
    void reserve(TurnMessage message) {
        reserved.add(message);
    }

    void requireNotBegun(TurnMessage message) {
        if (!reserved.contains(message)) {
            throw new IllegalStateException("The avatar is chosen before the first element");
        }
    }

    /** The message that was begun last and has not ended; empty where there is none. */
    Optional<TurnMessage> lastOpen() {
        var all = new ArrayList<>(open);
        all.addAll(reserved);
        all.removeIf(closings::contains);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Starts a message at the end of the shown path, if it has not begun. */
    void begin(TurnMessage message) {
        if (reserved.contains(message) && !closings.contains(message)) {
            closings.settle();
            start(message);
        }
    }

    private void start(TurnMessage message) {
        reserved.remove(message);
        var started = place.next(message.id(), turn.id(), message.speaker(), turn.now());
        first = first == null ? started : first;
        begun.add(message);
        open.add(message);
        log.append(Append.of(started), backlog).thenRun(message::markStored);
    }

    /** The message is done, unless the handler throws right away: a try block closes before its exception gets here. */
    void close(TurnMessage message) {
        if (open.contains(message)) {
            closings.add(message, () -> end(message, EndState.COMPLETE, null));
        } else if (reserved.contains(message)) {
            closings.add(message, () -> leaveUnwritten(message));
        }
    }

    private void leaveUnwritten(TurnMessage message) {
        reserved.remove(message);
        unwritten = message;
    }

    /** The same for a status. */
    void close(TurnStatus status) {
        if (!status.hasEnded() && open.contains(status.message())) {
            closings.add(status, () -> postEnd(status, null, Step.State.COMPLETE));
        }
    }

    /** Ends a status with a label of its own; does nothing when it has ended. */
    void end(TurnStatus status, String label, Step.State state) {
        if (!status.hasEnded() && open.contains(status.message())) {
            closings.remove(status);
            closings.settle();
            postEnd(status, label, state);
        }
    }

    private void postEnd(TurnStatus status, @Nullable String label, Step.State state) {
        if (open.contains(status.message())) {
            log.post(Append.of(status.ends(label, state)), backlog);
        }
    }

    /** Ends one that is open. */
    void end(TurnMessage message, EndState state, @Nullable Problem problem) {
        if (open.remove(message)) {
            worst = worst.orWorse(state);
            closings.remove(message);
            log.append(Append.of(message.ends(state, problem, turn.now())), backlog)
                    .thenRun(message::markEndStored);
        }
    }

    /** Sees to it that a failure stands in a message, unless a stream that failed has ended its own with it already. */
    void makeRoomForFailure() {
        boolean told = worst.compareTo(EndState.INTERRUPTED) >= 0 && open.isEmpty();
        if (!told && open.isEmpty() && reserved.isEmpty()) {
            // Also when all turns have used their room up: somebody has to say so.
            start(new TurnMessage(turn, Speaker.of("assistant"), "", new MessageUsage(model -> null)));
        }
    }

    /** Ends all. Returns the events that say so; from then on none is open. */
    List<Event> endAll(EndState state, @Nullable Problem problem) {
        if (state == EndState.COMPLETE) {
            closings.settleAll();
        }
        beginUnwritten(state);
        boolean unfinished = !open.isEmpty() || begun.isEmpty() || state == EndState.STOPPED;
        worst = unfinished ? worst.orWorse(state) : worst;
        var events = new ArrayList<Event>();
        open.forEach(message -> events.addAll(message.ends(state, problem, turn.now())));
        open.clear();
        return events;
    }

    /** What was left empty is not shown, unless the turn has nothing else to show, or to say how it ended in. */
    private void beginUnwritten(EndState state) {
        boolean said = state == EndState.COMPLETE || !open.isEmpty() || worst.compareTo(EndState.INTERRUPTED) >= 0;
        var last = reserved.isEmpty() ? unwritten : reserved.getLast();
        if (last != null && (begun.isEmpty() || !said)) {
            start(last);
        }
        reserved.clear();
    }

    /** Part of the turn is lost: the events that fail every message that the store has without an end. */
    List<Event> endOfLost(Problem problem) {
        worst = EndState.FAILED;
        var events = new ArrayList<Event>();
        if (first != null && !begun.getFirst().isStored()) {
            // Nothing of the answer is in the store: its first message is told again, so that the reader learns why.
            events.add(first);
            events.add(begun.getFirst().end(EndState.FAILED, problem, turn.now()));
        }
        for (var message : begun) {
            if (message.isStored() && !message.isEndStored()) {
                events.add(message.end(EndState.FAILED, problem, turn.now()));
            }
        }
        return events;
    }

    /** What {@link #endOfLost} told again is stored. */
    void markFirstStored() {
        if (first != null) {
            begun.getFirst().markStored();
        }
    }
}
