package dev.parley.conversation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/** Follows commits without carrying them out, and fails at the first event for something that is not there. */
final class CommitCheck {

    private final IntPredicate knownMessage;
    private final IntPredicate knownElement;
    private final Set<Integer> messages = new HashSet<>();
    private final Set<Integer> elements = new HashSet<>();
    private boolean exists;

    CommitCheck(IntPredicate knownMessage, IntPredicate knownElement, boolean exists) {
        this.knownMessage = knownMessage;
        this.knownElement = knownElement;
        this.exists = exists;
    }

    /** For a conversation that does not exist yet. */
    static CommitCheck ofNothing() {
        return new CommitCheck(message -> false, element -> false, false);
    }

    void add(Commit commit) {
        exists |= commit.creates() != null;
        if (!exists) {
            throw new IllegalStateException("The first commit of a conversation creates it: " + commit.conversation());
        }
        commit.events().forEach(logged -> add(logged.event()));
    }

    private void add(Event event) {
        switch (event) {
            case Event.ConversationStarted started -> {}
            case Event.TurnQueued queued -> {}
            case Event.QueuedTextAppended appended -> {}
            case Event.TurnStarted started -> {}
            case Event.TurnWaiting waiting -> {}
            case Event.TurnEnded ended -> {}
            case Event.QueueHeld held -> {}
            case Event.SessionChanged changed -> {}
            case Event.MessageStarted started -> {
                requireMessage(started.parent() == null ? 0 : started.parent());
                messages.add(started.id());
            }
            case Event.ElementAdded added -> {
                requireContainer(added.container());
                elements.add(added.id());
            }
            case Event.TextAppended appended -> requireElement(appended.element());
            case Event.ElementChanged changed -> requireElement(changed.element());
            case Event.ElementClosed closed -> requireElement(closed.element());
            case Event.ElementWithdrawn withdrawn -> requireElement(withdrawn.element());
            case Event.UsageReported reported -> requireMessage(reported.message());
            case Event.BlockKept kept -> requireMessage(kept.message());
            case Event.MessageEnded ended -> requireMessage(ended.message());
            case Event.ConversationChanged changed -> requireMessage(changed.leaf() == null ? 0 : changed.leaf());
        }
    }

    private void requireMessage(int message) {
        require(message == 0 || messages.contains(message) || knownMessage.test(message), message);
    }

    private void requireElement(int element) {
        require(isElement(element), element);
    }

    private void requireContainer(int container) {
        if (!isElement(container)) {
            requireMessage(container);
        }
    }

    private boolean isElement(int number) {
        return elements.contains(number) || knownElement.test(number);
    }

    private static void require(boolean known, int number) {
        if (!known) {
            throw new IllegalStateException("An event for " + number + ", which was never started");
        }
    }
}
