package dev.parley.conversation;

import dev.parley.conversation.Snapshot.Activity;
import dev.parley.conversation.Snapshot.QueuedTurn;
import dev.parley.conversation.Snapshot.RunningTurn;
import dev.parley.conversation.Snapshot.Waiting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What runs and what waits in one conversation, as its events say. Not thread-safe. */
public final class ActivityFold {

    private final Map<Integer, QueuedTurn> queue = new LinkedHashMap<>();
    private @Nullable RunningTurn turn;
    private boolean held;

    public ActivityFold(Activity start) {
        start.queue().forEach(queued -> queue.put(queued.turn(), queued));
        turn = start.turn();
        held = start.held();
    }

    /** Whether it changed anything. */
    public boolean apply(Event event) {
        return switch (event) {
            case Event.TurnQueued queued -> enqueue(queued);
            case Event.QueuedTextAppended appended -> grow(appended);
            case Event.TurnStarted started -> start(started);
            case Event.TurnWaiting waiting -> await(waiting);
            case Event.ElementAdded _ -> goOn();
            case Event.TurnEnded ended -> end(ended);
            case Event.QueueHeld _ -> hold();
            case Event.ConversationStarted _,
                    Event.MessageStarted _,
                    Event.TextAppended _,
                    Event.ElementChanged _,
                    Event.ElementClosed _,
                    Event.ElementWithdrawn _,
                    Event.UsageReported _,
                    Event.BlockKept _,
                    Event.MessageEnded _,
                    Event.SessionChanged _,
                    Event.ConversationChanged _ -> false;
        };
    }

    public Activity result() {
        return new Activity(turn, new ArrayList<>(queue.values()), held);
    }

    boolean queued() {
        return !queue.isEmpty();
    }

    boolean running() {
        return turn != null;
    }

    boolean held() {
        return held;
    }

    private boolean enqueue(Event.TurnQueued queued) {
        queue.put(queued.turn(), QueuedTurn.of(queued));
        return true;
    }

    private boolean grow(Event.QueuedTextAppended appended) {
        return queue.computeIfPresent(appended.turn(), (turn, queued) -> queued.withMore(appended.text())) != null;
    }

    private boolean start(Event.TurnStarted started) {
        queue.remove(started.turn());
        held = false;
        turn = new RunningTurn(started.turn(), started.time(), null);
        return true;
    }

    private boolean await(Event.TurnWaiting waiting) {
        if (turn == null || turn.id() != waiting.turn()) {
            return false;
        }
        turn = new RunningTurn(turn.id(), turn.startedAt(), new Waiting(waiting.reason(), waiting.until()));
        return true;
    }

    /** What the turn waited for has come. */
    private boolean goOn() {
        if (turn == null || turn.waiting() == null) {
            return false;
        }
        turn = new RunningTurn(turn.id(), turn.startedAt(), null);
        return true;
    }

    private boolean end(Event.TurnEnded ended) {
        queue.remove(ended.turn());
        if (turn != null && turn.id() == ended.turn()) {
            turn = null;
        }
        held = !queue.isEmpty() && (held || !ended.state().letsQueueGoOn());
        return true;
    }

    private boolean hold() {
        held = !queue.isEmpty();
        return true;
    }
}
