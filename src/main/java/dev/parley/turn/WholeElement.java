package dev.parley.turn;

import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.TextPieces;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The events that bring an element at once, however long its text is. */
final class WholeElement {

    private WholeElement() {}

    static List<Event> events(int id, int container, Element.Content content, Instant time) {
        var events = new ArrayList<Event>();
        switch (content) {
            case Element.Growing growing -> addText(events, id, container, growing, time);
            case Element.Content other -> events.add(new Event.ElementAdded(id, container, other, time));
        }
        events.add(new Event.ElementClosed(id, time));
        return events;
    }

    private static void addText(List<Event> events, int id, int container, Element.Growing content, Instant time) {
        var pieces = TextPieces.of(content.text());
        events.add(new Event.ElementAdded(id, container, content.withText(pieces.getFirst()), time));
        pieces.stream().skip(1).map(piece -> new Event.TextAppended(id, piece)).forEach(events::add);
    }
}
