package dev.parley.markdown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.ConversationJson;

/** JSON as people read it: a field in each line, a list of values in one. */
public final class PrettyJson {

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    private PrettyJson() {}

    public static String of(JsonNode value) {
        var printer = new DefaultPrettyPrinter().withObjectIndenter(LINES);
        try {
            return ConversationJson.mapper().writer(printer).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree can be written", e);
        }
    }
}
