package dev.parley.chat;

import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.Optional;

/** One turn of a conversation, as its handler sees it. Thread-safe. */
public interface Chat {

    /**
     * Starts a message.
     *
     * @param name {@code assistant}, {@code ai}, {@code user} or {@code human}, or any other speaker's name
     * @throws TurnEndedException after Stop
     */
    ChatMessage message(String name);

    /** The model, bound to this turn: ending the turn cancels every call it has opened. */
    ChatModel model();

    /** The shown path up to the message to answer, as a prompt; never empty. */
    List<ModelMessage> history();

    /** The text of the message to answer; empty where it has files only. */
    String text();

    /** The files of the message to answer, in the reader's order. */
    List<ChatAttachment> attachments();

    /** @param prompt Markdown */
    ChatQuestion ask(String prompt);

    /** The answer that began this turn: to a question of a turn that a restart cut off. Empty for a turn that a message began. */
    Optional<ChatAnswer> answer();

    /**
     * The text so far of the answer that the reader wants continued, after Stop or a failure; empty where a new answer is
     * wanted. What is written goes on behind it. Who asks the model need not look: {@link #history} ends with the wish then.
     */
    Optional<String> partial();

    /** What the handler keeps between turns. */
    ChatSession session();

    /** Whether the turn was stopped. */
    boolean cancelled();
}
