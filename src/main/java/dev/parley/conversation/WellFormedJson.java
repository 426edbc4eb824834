package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.conversation.WellFormedText;

/** JSON of which every text, names of fields included, is well-formed. */
final class WellFormedJson {

    private WellFormedJson() {}

    /** A copy; only as deep as files may be. */
    static JsonNode of(JsonNode json) {
        return switch (json) {
            case ObjectNode fields -> {
                var copy = JsonNodeFactory.instance.objectNode();
                fields.properties().forEach(field -> copy.set(WellFormedText.of(field.getKey()), of(field.getValue())));
                yield copy;
            }
            case ArrayNode items -> {
                var copy = JsonNodeFactory.instance.arrayNode(items.size());
                items.forEach(item -> copy.add(of(item)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(WellFormedText.of(text.textValue()));
            default -> json;
        };
    }
}
