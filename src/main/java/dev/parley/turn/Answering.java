package dev.parley.turn;

import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Media;
import dev.parley.conversation.Settings;
import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a turn needs to run.
 *
 * @param avatar of the handler, for messages that have none of their own; null for none
 * @param text of the user message
 * @param files of the user message
 * @param answer what began the turn instead of a message
 * @param settings how the model is asked where the handler does not say
 * @param history read on the turn's own thread, after the turn's beginning is stored
 */
record Answering(
        ChatHandler handler,
        @Nullable String avatar,
        String text,
        List<Media> files,
        Supplier<List<ModelMessage>> history,
        @Nullable ChatAnswer answer,
        Settings settings) {

    Answering {
        files = List.copyOf(files);
    }

    Answering with(ChatAnswer given) {
        return new Answering(handler, avatar, text, files, history, given, settings);
    }
}
