package dev.parley.conversation;

import dev.parley.conversation.Snapshot.QueuedTurn;
import dev.parley.conversation.Snapshot.RunningTurn;
import dev.parley.conversation.Snapshot.Waiting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The fold: events in, what readers see out. Holds the last messages of the shown path and whatever is still written;
 * events for other messages are ignored. The page folds the same events in the same way. Not thread-safe.
 */
public final class Transcript {

    private Snapshot.Heading heading;
    private final Deque<MessageFold> path = new ArrayDeque<>();
    private final Map<Integer, MessageFold> byNumber = new HashMap<>();
    private final Map<Integer, QueuedTurn> queue = new LinkedHashMap<>();
    private @Nullable RunningTurn turn;
    private boolean more;
    private boolean held;

    public Transcript(Snapshot start) {
        this.heading = start.conversation();
        reset(start);
    }

    /** Starts over from another window, as after a change of branch. */
    public void reset(Snapshot start) {
        heading = start.conversation();
        path.clear();
        byNumber.clear();
        queue.clear();
        start.messages().forEach(message -> enter(new MessageFold(message), message.elements()));
        start.queue().forEach(queued -> queue.put(queued.turn(), queued));
        turn = start.turn();
        more = start.more();
        held = start.held();
    }

    public void apply(Event event) {
        switch (event) {
            case Event.ConversationStarted started ->
                heading = new Snapshot.Heading(heading.id(), started.title(), started.handler(), started.time());
            case Event.TurnQueued queued -> enqueue(queued);
            case Event.TurnStarted started -> start(started);
            case Event.TurnWaiting waiting -> await(waiting);
            case Event.TurnEnded ended -> end(ended);
            case Event.MessageStarted started -> enter(new MessageFold(started), List.of());
            case Event.ElementAdded added -> add(added);
            case Event.TextAppended appended -> change(appended.element(), message -> message.append(appended));
            case Event.ElementClosed closed -> change(closed.element(), message -> message.close(closed));
            case Event.ElementWithdrawn withdrawn ->
                change(withdrawn.element(), message -> message.withdraw(withdrawn.element()));
            case Event.UsageReported reported -> change(reported.message(), m -> m.report(reported.usage()));
            case Event.BlockKept kept -> change(kept.message(), message -> message.keep(kept.block()));
            case Event.MessageEnded ended -> change(ended.message(), message -> message.end(ended));
            case Event.ConversationChanged changed -> rename(changed.title());
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(
                heading,
                path.stream().map(MessageFold::result).toList(),
                more,
                turn,
                new ArrayList<>(queue.values()),
                held);
    }

    public String title() {
        return heading.title();
    }

    public boolean running() {
        return turn != null;
    }

    public boolean held() {
        return held;
    }

    private void enqueue(Event.TurnQueued queued) {
        queue.put(
                queued.turn(),
                new QueuedTurn(queued.turn(), queued.text(), queued.handler(), queued.time(), queued.command()));
    }

    private void start(Event.TurnStarted started) {
        queue.remove(started.turn());
        held = false;
        turn = new RunningTurn(started.turn(), started.time(), null);
    }

    private void await(Event.TurnWaiting waiting) {
        if (turn != null && turn.id() == waiting.turn()) {
            turn = new RunningTurn(turn.id(), turn.startedAt(), new Waiting(waiting.reason(), waiting.until()));
        }
    }

    private void end(Event.TurnEnded ended) {
        queue.remove(ended.turn());
        if (turn != null && turn.id() == ended.turn()) {
            turn = null;
        }
        held = !queue.isEmpty() && (held || !ended.state().letsQueueGoOn());
    }

    private void enter(MessageFold message, List<Element> elements) {
        path.addLast(message);
        byNumber.put(message.id(), message);
        elements.forEach(element -> byNumber.put(element.id(), message));
        while (path.size() > Snapshot.WINDOW && path.getFirst().ended()) {
            leave(path.removeFirst());
        }
    }

    private void leave(MessageFold message) {
        more = true;
        byNumber.values().removeIf(other -> other == message);
    }

    private void add(Event.ElementAdded added) {
        var message = byNumber.get(added.container());
        if (message != null) {
            message.add(added);
            byNumber.put(added.id(), message);
        }
        if (turn != null && turn.waiting() != null) {
            turn = new RunningTurn(turn.id(), turn.startedAt(), null);
        }
    }

    private void change(int number, Consumer<MessageFold> change) {
        var message = byNumber.get(number);
        if (message != null) {
            change.accept(message);
        }
    }

    private void rename(@Nullable String title) {
        if (title != null) {
            heading = heading.withTitle(title);
        }
    }
}
