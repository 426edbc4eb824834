package dev.parley.turn;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Problem;
import dev.parley.log.Append;
import dev.parley.log.Backlog;
import dev.parley.log.ConversationLog;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a turn's one end gets into the store, whatever has become of what was written before it. Guarded by the turn's monitor.
 */
final class TurnEnd {

    /** How long after a failure the store is asked again to take the turn's end. */
    private static final long AGAIN_MILLIS = 1_000;

    private final Turn turn;
    private final ConversationLog log;
    private final Backlog backlog;
    private final TurnMessages messages;
    private final Set<Runnable> actions = new LinkedHashSet<>();
    private @Nullable CompletionStage<Void> stored;

    TurnEnd(Turn turn, ConversationLog log, Backlog backlog, TurnMessages messages) {
        this.turn = turn;
        this.log = log;
        this.backlog = backlog;
        this.messages = messages;
    }

    boolean isReached() {
        return stored != null;
    }

    /** Completes when the end that was reached is stored. */
    CompletionStage<Void> stored() {
        return Objects.requireNonNull(stored, "The turn has not ended");
    }

    void add(Runnable action) {
        actions.add(action);
    }

    void remove(Runnable action) {
        actions.remove(action);
    }

    /** What is to be run now that the turn has ended. */
    List<Runnable> takeActions() {
        var taken = List.copyOf(actions);
        actions.clear();
        return taken;
    }

    /** @param skipped what ends the questions that nobody has answered */
    CompletionStage<Void> reach(EndState state, @Nullable Problem problem, List<Event> skipped) {
        var events = new ArrayList<>(skipped);
        events.addAll(messages.endAll(state, problem));
        // Within the backlog, which takes it however full it is: so it fails if anything before it was not stored.
        var atEnd = log.append(Append.of(withTurnEnd(events)), backlog)
                .exceptionallyComposeAsync(this::appendEndOfLost, Thread::startVirtualThread);
        stored = atEnd;
        return atEnd;
    }

    /** Part of the turn is lost: every message that the store has without an end is failed. Asks until the store takes it. */
    private CompletionStage<Void> appendEndOfLost(Throwable reason) {
        var later = CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
        return log.append(Append.of(endOfLost(Problems.of(reason))))
                .thenRun(this::markFirstStored)
                .exceptionallyComposeAsync(again -> appendEndOfLost(reason), later);
    }

    private List<Event> endOfLost(Problem problem) {
        synchronized (turn) {
            return withTurnEnd(new ArrayList<>(messages.endOfLost(problem)));
        }
    }

    private List<Event> withTurnEnd(List<Event> events) {
        events.add(new Event.TurnEnded(turn.id(), messages.worst(), turn.now()));
        return events;
    }

    private void markFirstStored() {
        synchronized (turn) {
            messages.markFirstStored();
        }
    }
}
