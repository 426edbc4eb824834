package dev.parley.chat;

/**
 * One message, written element by element. Readers see what is written as soon as it is stored.
 *
 * <p>It begins with the first thing written, and ends with {@link #close()}, with the turn, or with a stream that fails.
 */
public interface ChatMessage extends ChatContainer<ChatMessage>, AutoCloseable {

    /**
     * Chooses the picture beside the message: one emoji, a Material symbol such as {@code :material/robot:}, {@code "user"} or
     * {@code "assistant"}, or a source of bytes of a picture.
     *
     * @throws IllegalStateException once something was written
     */
    ChatMessage avatar(Object avatar);

    /** Ends the message as complete; later writes to it are refused. Idempotent. */
    @Override
    void close();
}
