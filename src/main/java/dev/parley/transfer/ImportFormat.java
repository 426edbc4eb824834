package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Message;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one service writes its conversations. */
sealed interface ImportFormat permits ParleyFormat, ClaudeFormat, ChatGptFormat {

    /** Reads all messages once, so that one which is not as it should be is met before the first is kept. */
    Outline outline(Scan scan, JsonFile file, Instant now) throws IOException;

    /**
     * A message; its numbers mean nothing here. Null for one that no reader was shown.
     *
     * @param fallback the time of a message that has none
     */
    @Nullable
    Message message(JsonNode json, Instant fallback);

    static ImportFormat of(Scan scan) {
        return switch (scan.form()) {
            case PARLEY -> new ParleyFormat();
            case CLAUDE -> new ClaudeFormat();
            case CHATGPT -> new ChatGptFormat();
            case UNKNOWN ->
                throw ImportRefused.malformed(
                        "It has none of the fields messages (Parley), chat_messages (claude.ai) and mapping (ChatGPT).");
        };
    }
}
