package dev.parley.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a reader answered.
 *
 * @param prompt what was asked
 * @param value as the protocol has it
 */
public record ChatAnswer(String prompt, JsonNode value) {

    /** A text, or the option that was chosen. */
    public String text() {
        return value.asText();
    }

    /** The options that were chosen. */
    public List<String> texts() {
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    public boolean confirmed() {
        return value.asBoolean();
    }

    /** A field's text; empty where it was left out. */
    public Optional<String> text(String field) {
        return field(field).map(JsonNode::asText);
    }

    public Optional<Double> number(String field) {
        return field(field).filter(JsonNode::isNumber).map(JsonNode::asDouble);
    }

    public boolean flag(String field) {
        return field(field).map(JsonNode::asBoolean).orElse(false);
    }

    private Optional<JsonNode> field(String name) {
        return Optional.ofNullable(value.get(name)).filter(node -> !node.isNull());
    }
}
