package dev.parley.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as its readers see it at one position.
 *
 * @param messages the last messages of the shown path, oldest first
 * @param more whether there are older ones
 * @param turn the running turn
 * @param queue messages that wait, in order
 * @param held whether the queue waits for the reader
 */
public record Snapshot(
        Heading conversation,
        List<Message> messages,
        boolean more,
        @Nullable RunningTurn turn,
        List<QueuedTurn> queue,
        boolean held) {

    /** How many messages a snapshot holds at most. */
    public static final int WINDOW = 50;

    public Snapshot {
        messages = List.copyOf(messages);
        queue = List.copyOf(queue);
    }

    /** What of a conversation its readers see beside the messages. */
    public record Heading(ConversationId id, String title, String handler, Instant createdAt) {

        public static Heading of(Conversation conversation) {
            return new Heading(
                    conversation.id(), conversation.title(), conversation.handler(), conversation.createdAt());
        }

        Heading withTitle(String newTitle) {
            return new Heading(id, newTitle, handler, createdAt);
        }
    }

    public record RunningTurn(
            int id, Instant startedAt, @Nullable Waiting waiting) {}

    /** Why and until when a turn waits before the model is asked again. */
    public record Waiting(String reason, Instant until) {}

    public record QueuedTurn(int turn, String text, String handler, Instant time, String command) {}

    public static Snapshot empty(Heading conversation) {
        return new Snapshot(conversation, List.of(), false, null, List.of(), false);
    }
}
