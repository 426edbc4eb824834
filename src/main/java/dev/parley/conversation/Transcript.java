package dev.parley.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fold: events in, what readers see out. Holds the last messages of the shown path and whatever is still written;
 * events for other messages are ignored. The page folds the same events in the same way. Not thread-safe.
 */
public final class Transcript {

    private Snapshot.Heading heading;
    private ActivityFold activity;
    private final Deque<MessageFold> path = new ArrayDeque<>();
    private final Map<Integer, MessageFold> byNumber = new HashMap<>();
    private boolean more;

    public Transcript(Snapshot start) {
        this.heading = start.conversation();
        this.activity = new ActivityFold(start.activity());
        enter(start);
    }

    /** Starts over from another window, as after a change of branch. */
    public void reset(Snapshot start) {
        heading = start.conversation();
        activity = new ActivityFold(start.activity());
        path.clear();
        byNumber.clear();
        enter(start);
    }

    private void enter(Snapshot start) {
        start.messages().forEach(message -> enter(new MessageFold(message), message.elements()));
        more = start.more();
    }

    public void apply(Event event) {
        activity.apply(event);
        switch (event) {
            case Event.ConversationStarted started ->
                heading = new Snapshot.Heading(heading.id(), started.title(), started.handler(), started.time());
            case Event.MessageStarted started -> enter(new MessageFold(started), List.of());
            case Event.ElementAdded added -> add(added);
            case Event.TextAppended appended -> change(appended.element(), event);
            case Event.ElementChanged changed -> change(changed.element(), event);
            case Event.ElementClosed closed -> change(closed.element(), event);
            case Event.ElementWithdrawn withdrawn -> change(withdrawn.element(), event);
            case Event.UsageReported reported -> change(reported.message(), event);
            case Event.BlockKept kept -> change(kept.message(), event);
            case Event.MessageEnded ended -> change(ended.message(), event);
            case Event.ConversationChanged changed -> heading = heading.with(changed);
            case Event.TurnQueued _,
                    Event.QueuedTextAppended _,
                    Event.TurnStarted _,
                    Event.TurnWaiting _,
                    Event.TurnEnded _,
                    Event.SessionChanged _,
                    Event.QueueHeld _ -> {}
        }
    }

    public Snapshot snapshot() {
        return new Snapshot(heading, path.stream().map(MessageFold::result).toList(), more, activity.result());
    }

    public boolean running() {
        return activity.running();
    }

    /** Whether messages wait. */
    public boolean queued() {
        return activity.queued();
    }

    public boolean held() {
        return activity.held();
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
            message.apply(added);
            byNumber.put(added.id(), message);
        }
    }

    private void change(int number, Event event) {
        var message = byNumber.get(number);
        if (message != null) {
            message.apply(event);
        }
    }
}
