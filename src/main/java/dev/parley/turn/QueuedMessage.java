package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.conversation.TextPieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message that waits for its turn. Guarded by the monitor of its conversation's turns. */
final class QueuedMessage {

    private final int turn;
    private final String text;
    private final String handler;
    private boolean stored;

    QueuedMessage(int turn, String text, String handler) {
        this.turn = turn;
        this.text = text;
        this.handler = handler;
    }

    int turn() {
        return turn;
    }

    String text() {
        return text;
    }

    String handler() {
        return handler;
    }

    /** The events that bring it, however long it is. */
    List<Event> queued(Instant time, String command) {
        var pieces = TextPieces.of(text);
        var events = new ArrayList<Event>();
        events.add(new Event.TurnQueued(turn, pieces.getFirst(), handler, time, command));
        pieces.stream()
                .skip(1)
                .map(piece -> new Event.QueuedTextAppended(turn, piece))
                .forEach(events::add);
        return events;
    }

    /** Only a stored message may be answered. */
    boolean isStored() {
        return stored;
    }

    void markStored() {
        stored = true;
    }

    /** It is being taken back: until that is stored, or is not, it must not be answered. */
    void withhold() {
        stored = false;
    }
}
