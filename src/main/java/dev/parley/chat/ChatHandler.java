package dev.parley.chat;

/**
 * Answers the messages of a conversation. A CDI bean with a {@code @Named} name; one bean serves all conversations, so
 * what belongs to one is kept in its {@link Chat}.
 */
public interface ChatHandler {

    /**
     * Answers one user message.
     *
     * <p>Runs on a virtual thread of its own and may block. Returning ends the turn; throwing ends it as failed. Stop
     * interrupts the thread, and whatever is written after it throws {@link TurnEndedException}.
     */
    void reply(Chat chat) throws Exception;

    /** How the page offers it. Asked once, before the first conversation. */
    default ChatProfile profile() {
        return ChatProfile.plain();
    }

    /** A reader has said what a message is worth that asked for it ({@link ChatContainer#feedback}). On a virtual thread. */
    default void feedback(ChatFeedback feedback) throws Exception {}
}
