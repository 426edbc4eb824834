package dev.parley.log;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Spent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants in a log, all of it or nothing; fails with {@link EventTooLargeException}.
 *
 * @param receipt for the command that this carries out
 * @param creates the conversation, where this is its first append
 * @param mark a receipt for what the server has done by itself
 * @param spent what the conversation's owner has spent with it
 */
public record Append(
        List<Event> events,
        @Nullable Receipt receipt,
        @Nullable Conversation creates,
        @Nullable Receipt mark,
        @Nullable Spent spent) {

    public Append {
        events = List.copyOf(events);
        events.forEach(EventSize::require);
    }

    public Append(List<Event> events, @Nullable Receipt receipt, @Nullable Conversation creates) {
        this(events, receipt, creates, null, null);
    }

    /** With a mark. */
    public Append(
            List<Event> events, @Nullable Receipt receipt, @Nullable Conversation creates, @Nullable Receipt mark) {
        this(events, receipt, creates, mark, null);
    }

    /** Nothing that a reader sees. */
    public static Append of(Spent spent) {
        return new Append(List.of(), null, null, null, spent);
    }

    public static Append of(Event... events) {
        return new Append(List.of(events), null, null);
    }

    public static Append of(List<Event> events) {
        return new Append(events, null, null);
    }

    int weight() {
        // No stream pipeline: this runs for every chunk of every answer.
        int weight = 0;
        for (var event : events) {
            weight += EventWeight.of(event);
        }
        return weight;
    }
}
