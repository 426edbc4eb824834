package dev.parley.turn;

import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.TextPieces;
import dev.parley.conversation.WellFormedText;
import java.util.ArrayList;
import java.util.List;

/** An element that text is streamed into. Not thread-safe. */
final class TextElement {

    private final Turn turn;
    private final TurnContainer<?> container;
    private final int id;
    private final Class<? extends Element.Growing> kind;
    private final WellFormedText wellFormed = new WellFormedText();
    private int length;

    TextElement(Turn turn, TurnContainer<?> container, Element.Growing start) {
        this.turn = turn;
        this.container = container;
        this.id = turn.nextNumber();
        this.kind = start.getClass();
        container.post(new Event.ElementAdded(id, container.id(), start, turn.now()));
    }

    int id() {
        return id;
    }

    /** How much text it has, in characters. */
    int length() {
        return length;
    }

    boolean is(Class<? extends Element.Growing> other) {
        return kind == other;
    }

    /** What was appended, after mending; may be empty. */
    String append(CharSequence piece) {
        String text = wellFormed.next(piece);
        if (!text.isEmpty()) {
            container.post(appended(text));
            length += text.length();
        }
        return text;
    }

    /** Nearly always one: what a model sends at a time is short. */
    private Event[] appended(String text) {
        var pieces = TextPieces.of(text);
        var events = new Event[pieces.size()];
        for (int i = 0; i < events.length; i++) {
            events[i] = new Event.TextAppended(id, pieces.get(i));
        }
        return events;
    }

    void close() {
        var events = new ArrayList<Event>(rest());
        events.add(new Event.ElementClosed(id, turn.now()));
        container.post(events.toArray(Event[]::new));
    }

    /** What still has to be appended at the end: half a character at most. */
    List<Event> rest() {
        String rest = wellFormed.end();
        return rest.isEmpty() ? List.of() : List.of(new Event.TextAppended(id, rest));
    }
}
