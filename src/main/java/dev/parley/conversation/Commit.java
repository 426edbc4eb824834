package dev.parley.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction adds to one conversation.
 *
 * @param events in the order of their offsets
 * @param receipts for the commands that these events carry out
 * @param creates the conversation itself, with its first commit
 * @param spent by the conversation's owner
 */
public record Commit(
        ConversationId conversation,
        List<LoggedEvent> events,
        List<Receipt> receipts,
        @Nullable Conversation creates,
        List<Spent> spent) {

    public Commit {
        events = List.copyOf(events);
        receipts = List.copyOf(receipts);
        spent = List.copyOf(spent);
    }

    /** That costs nothing. */
    public Commit(
            ConversationId conversation,
            List<LoggedEvent> events,
            List<Receipt> receipts,
            @Nullable Conversation creates) {
        this(conversation, events, receipts, creates, List.of());
    }
}
