package dev.parley.turn;

import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.Media;
import dev.parley.conversation.Message;
import dev.parley.conversation.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a turn needs to run.
 *
 * @param avatar of the handler, for messages that have none of their own; null for none
 * @param text of the user message
 * @param files of the user message
 * @param answer what began the turn instead of a message
 * @param settings how the model is asked where the handler does not say
 * @param history where its prompt ends, which is stored when the handler asks for it
 */
record Answering(
        ChatHandler handler,
        @Nullable String avatar,
        String text,
        List<Media> files,
        End history,
        @Nullable ChatAnswer answer,
        Settings settings) {

    /**
     * The end of a prompt.
     *
     * @param leaf the last message of it
     * @param partial that message, where it is to be gone on with
     */
    record End(int leaf, @Nullable Message partial) {}

    Answering {
        files = List.copyOf(files);
    }

    Answering with(ChatAnswer given) {
        return new Answering(handler, avatar, text, files, history, given, settings);
    }
}
