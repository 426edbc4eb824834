package dev.parley.model.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A checked request, with the questions that scripts ask of it. */
record Prompt(JsonObject body, PromptCache cache) {

    /** What it costs; keeps what is to be kept of it, so it is asked once, where the prompt is answered. */
    PromptCache.Counts counts() {
        return cache.count(body, inputTokens());
    }

    String model() {
        return body.getString("model");
    }

    int maxTokens() {
        return body.getInteger("max_tokens");
    }

    boolean streams() {
        return body.getBoolean("stream", false);
    }

    JsonArray messages() {
        return body.getJsonArray("messages");
    }

    /** About four characters to a token, as a rule of thumb. */
    int inputTokens() {
        return Math.max(1, body.encode().length() / 4);
    }

    boolean omitsThinking() {
        return "omitted".equals(body.getJsonObject("thinking", new JsonObject()).getString("display"));
    }

    /** The last text of the last message: questions that had no answer may stand before it. */
    String lastText() {
        Object content = lastMessage().getValue("content");
        if (content instanceof String text) {
            return text;
        }
        return blocks(content).stream()
                .map(JsonObject.class::cast)
                .filter(block -> "text".equals(block.getString("type")))
                .map(block -> block.getString("text"))
                .reduce("", (before, last) -> last);
    }

    /** What the last message has attached, in words. */
    List<String> attachments() {
        return blocks(lastMessage().getValue("content")).stream()
                .map(JsonObject.class::cast)
                .filter(block -> block.getValue("source") instanceof JsonObject)
                .map(Prompt::attachment)
                .toList();
    }

    private static String attachment(JsonObject block) {
        var source = block.getJsonObject("source");
        String data = source.getString("data");
        boolean text = source.getString("type").equals("text");
        String size = text ? data.length() + " characters" : data.length() / 4 * 3 + " bytes at most";
        return block.getString("title", "a picture") + " (" + source.getString("media_type") + ", " + size + ")";
    }

    boolean bringsToolResult() {
        return blocks(lastMessage().getValue("content")).stream()
                .map(JsonObject.class::cast)
                .anyMatch(block -> "tool_result".equals(block.getString("type")));
    }

    private JsonObject lastMessage() {
        return messages().getJsonObject(messages().size() - 1);
    }

    private static JsonArray blocks(Object content) {
        return content instanceof JsonArray blocks ? blocks : new JsonArray();
    }
}
