package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That all which began in a conversation has one end, and that nothing came after it (I3). */
final class TurnEnds {

    private final List<Event> events;
    private final Map<Integer, Integer> messageOfElement = new HashMap<>();
    private final Set<Integer> runningTurns = new HashSet<>();
    private final Set<Integer> turns = new HashSet<>();
    private final Set<Integer> openMessages = new HashSet<>();
    private final Set<Integer> messages = new HashSet<>();

    TurnEnds(List<Event> events) {
        this.events = events;
    }

    void check() {
        events.forEach(this::check);
        assertThat(openMessages).as("messages without an end in %s", events).isEmpty();
        assertThat(runningTurns).as("turns without an end in %s", events).isEmpty();
    }

    private void check(Event event) {
        switch (event) {
            case Event.TurnStarted started -> {
                assertThat(runningTurns).as("one turn at a time").isEmpty();
                assertThat(turns.add(started.turn())).as("started once").isTrue();
                runningTurns.add(started.turn());
            }
            case Event.TurnEnded ended -> {
                if (ended.state() == EndState.REMOVED) {
                    assertThat(turns.add(ended.turn()))
                            .as("removed, not started")
                            .isTrue();
                } else {
                    assertThat(openMessages)
                            .as("messages end before their turn")
                            .isEmpty();
                    assertThat(runningTurns.remove(ended.turn()))
                            .as("ends once: %s", events)
                            .isTrue();
                }
            }
            case Event.MessageStarted started -> {
                assertThat(runningTurns).contains(started.turn());
                assertThat(started.parent() == null || messages.contains(started.parent()))
                        .isTrue();
                messages.add(started.id());
                openMessages.add(started.id());
            }
            case Event.MessageEnded ended ->
                assertThat(openMessages.remove(ended.message()))
                        .as("ends once: %s", events)
                        .isTrue();
            case Event.ElementAdded added -> {
                int message = messageOfElement.getOrDefault(added.container(), added.container());
                assertThat(openMessages).contains(message);
                messageOfElement.put(added.id(), message);
            }
            case Event.TextAppended appended ->
                assertThat(openMessages).contains(messageOfElement.get(appended.element()));
            case Event.ElementChanged changed -> assertThat(messageOfElement).containsKey(changed.element());
            case Event.ElementClosed closed ->
                assertThat(openMessages).contains(messageOfElement.get(closed.element()));
            case Event.ElementWithdrawn withdrawn ->
                assertThat(openMessages).contains(messageOfElement.get(withdrawn.element()));
            case Event.UsageReported reported -> assertThat(openMessages).contains(reported.message());
            case Event.BlockKept kept -> assertThat(openMessages).contains(kept.message());
            case Event.TurnQueued queued -> {}
            case Event.QueuedTextAppended appended -> {}
            case Event.TurnWaiting waiting -> {}
            case Event.ConversationStarted started -> {}
            case Event.QueueHeld held -> {}
            case Event.SessionChanged changed -> {}
            case Event.ConversationChanged changed -> {}
        }
    }
}
