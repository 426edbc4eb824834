package dev.parley.chat;

/**
 * Work under way, which holds the elements that tell of it. Closing completes it; when its try block throws out of the handler
 * it shows an error instead.
 */
public interface ChatStatus extends ChatContainer<ChatStatus>, AutoCloseable {

    /** Changes its label. */
    ChatStatus update(String label);

    /** Shows or folds what it holds. */
    ChatStatus expanded(boolean expanded);

    /** Ends it with this label. */
    void complete(String label);

    /** Ends it as failed. The message goes on. */
    void fail(String label);

    /** Ends it as complete, unless it has ended. */
    @Override
    void close();
}
