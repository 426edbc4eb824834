package dev.parley.turn;

import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatHandler;
import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a turn needs to run.
 *
 * @param text of the user message
 * @param answer what began the turn instead of a message
 * @param history read on the turn's own thread, after the turn's beginning is stored
 */
record Answering(
        ChatHandler handler,
        String text,
        Supplier<List<ModelMessage>> history,
        @Nullable ChatAnswer answer) {

    Answering(ChatHandler handler, String text, Supplier<List<ModelMessage>> history) {
        this(handler, text, history, null);
    }
}
