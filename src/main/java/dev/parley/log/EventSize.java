package dev.parley.log;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.TextPieces;
import java.nio.charset.StandardCharsets;

/** Holds events to their largest size. */
final class EventSize {

    private EventSize() {}

    /** Not measured for a chunk of text: it is small, and there are many. */
    static void require(Event event) {
        if (event instanceof Event.TextAppended appended && appended.text().length() <= TextPieces.LONGEST) {
            return;
        }
        int size = ConversationJson.write(event).getBytes(StandardCharsets.UTF_8).length;
        if (size > Event.LARGEST) {
            throw new EventTooLargeException(event, size);
        }
    }
}
