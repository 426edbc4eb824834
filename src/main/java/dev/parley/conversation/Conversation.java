package dev.parley.conversation;

import java.time.Instant;

/**
 * What is known of a conversation beside its messages.
 *
 * @param owner who may see it
 * @param title empty until the first message
 * @param handler the name of the handler that answers
 */
public record Conversation(ConversationId id, String owner, String title, String handler, Instant createdAt) {

    public Conversation withTitle(String newTitle) {
        return new Conversation(id, owner, newTitle, handler, createdAt);
    }
}
