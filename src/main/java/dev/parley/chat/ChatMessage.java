package dev.parley.chat;

import java.util.concurrent.Flow;

/**
 * One message, written element by element. Readers see what is written as soon as it is stored. Thread-safe; every
 * method that writes may block while the store is behind, and throws {@link TurnEndedException} after Stop.
 *
 * <p>It ends with {@link #close()}, with the turn, or with a stream that fails.
 */
public interface ChatMessage extends AutoCloseable {

    /** Adds Markdown text as an element of its own. */
    ChatMessage markdown(String text);

    /** Adds a box with Markdown text. */
    ChatMessage callout(Level level, String text);

    /**
     * Streams {@code source} into this message until it ends. Text ({@link CharSequence}) grows one Markdown element;
     * a model's events become the elements that fit them.
     *
     * @return all that came
     * @throws dev.parley.model.ModelFailure when the source fails so; the message has ended then, with what came
     */
    StreamResult writeStream(Flow.Publisher<?> source);

    /** Ends the message as complete; later writes to it are refused. Idempotent. */
    @Override
    void close();

    enum Level {
        INFO,
        SUCCESS,
        WARNING,
        ERROR
    }
}
