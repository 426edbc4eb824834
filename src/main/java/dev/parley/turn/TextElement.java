package dev.parley.turn;

import dev.parley.chat.Texts;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.WellFormedText;
import java.util.ArrayList;
import java.util.List;

/** An element that text is streamed into. Not thread-safe. */
final class TextElement {

    /** What one event takes, in characters: an event is at most 64 KiB of JSON. */
    static final int LONGEST_PIECE = 16_000;

    private final Turn turn;
    private final TurnContainer<?> container;
    private final int id;
    private final Class<? extends Element.Growing> kind;
    private final WellFormedText wellFormed = new WellFormedText();

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

    boolean is(Class<? extends Element.Growing> other) {
        return kind == other;
    }

    /** What was appended, after mending; may be empty. */
    String append(CharSequence piece) {
        String text = wellFormed.next(piece);
        for (String rest = text; !rest.isEmpty(); ) {
            String next = Texts.cut(rest, LONGEST_PIECE);
            container.post(new Event.TextAppended(id, next));
            rest = rest.substring(next.length());
        }
        return text;
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
