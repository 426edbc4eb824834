package dev.parley.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where conversations are kept. Thread-safe; every call may block, and fails with {@link StoreFailure}.
 *
 * <p>Writes come from one thread only; what a commit brought is seen by every read that starts after it returned.
 */
public interface ConversationStore {

    /** Keeps all of it or nothing. A reader sees an event only after the commit that brought it. */
    void commit(List<Commit> commits);

    Optional<Conversation> find(ConversationId conversation);

    /** Whose conversation it is, without reading more. */
    Optional<String> owner(ConversationId conversation);

    /** The owner's conversations, the last changed first. */
    List<ConversationSummary> list(String owner, int limit);

    /** The shown path's last messages, and the turns that are not done. */
    Snapshot snapshot(ConversationId conversation);

    /**
     * Messages of the path that ends at {@code leaf}, oldest first.
     *
     * @param before only messages above this one; null for the end of the path
     * @param limit the nearest so many
     */
    List<Message> path(ConversationId conversation, int leaf, @Nullable Integer before, int limit);

    Optional<Message> message(ConversationId conversation, int message);

    /** The numbers of the messages whose parent is {@code parent}, in the order they were made; null for first ones. */
    List<Integer> children(ConversationId conversation, @Nullable Integer parent);

    /** The end of the shown path; empty where there is no message. */
    Optional<Integer> leaf(ConversationId conversation);

    /** The highest number given to a turn, message or element; 0 for none. */
    int lastNumber(ConversationId conversation);

    Optional<Receipt> receipt(ConversationId conversation, String command);
}
