package dev.parley.turn;

import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.WellFormedText;
import java.util.ArrayList;
import java.util.List;

/** An element that text is streamed into. Not thread-safe. */
final class TextElement {

    private final Turn turn;
    private final TurnMessage message;
    private final int id;
    private final Class<? extends Element.Growing> kind;
    private final WellFormedText wellFormed = new WellFormedText();

    TextElement(Turn turn, TurnMessage message, Element.Growing start) {
        this.turn = turn;
        this.message = message;
        this.id = turn.nextNumber();
        this.kind = start.getClass();
        turn.write(message, new Event.ElementAdded(id, message.id(), start, turn.now()));
    }

    int id() {
        return id;
    }

    boolean is(Class<? extends Element.Growing> other) {
        return kind == other;
    }

    /** What was appended, after mending; may be empty. */
    String append(CharSequence piece) {
        String text = wellFormed.next(piece);
        if (!text.isEmpty()) {
            turn.write(message, new Event.TextAppended(id, text));
        }
        return text;
    }

    void close() {
        var events = new ArrayList<Event>(rest());
        events.add(new Event.ElementClosed(id, turn.now()));
        turn.write(message, events.toArray(Event[]::new));
    }

    /** What still has to be appended at the end: half a character at most. */
    List<Event> rest() {
        String rest = wellFormed.end();
        return rest.isEmpty() ? List.of() : List.of(new Event.TextAppended(id, rest));
    }
}
