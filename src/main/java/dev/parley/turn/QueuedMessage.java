package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.conversation.Media;
import dev.parley.conversation.TextPieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A message that waits for its turn. Guarded by the monitor of its conversation's turns. */
final class QueuedMessage {

    /** With all the files that a message may have, an event is full at this length. */
    private static final int FIRST_PIECE = 5_000;

    private final int turn;
    private final String text;
    private final String handler;
    private final List<Media> files;
    private boolean stored;

    QueuedMessage(int turn, String text, String handler, List<Media> files) {
        this.turn = turn;
        this.text = text;
        this.handler = handler;
        this.files = List.copyOf(files);
    }

    List<Media> files() {
        return files;
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
        var pieces = files.isEmpty() ? TextPieces.of(text) : TextPieces.of(text, FIRST_PIECE);
        var events = new ArrayList<Event>();
        events.add(new Event.TurnQueued(turn, pieces.getFirst(), handler, time, command, files));
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
