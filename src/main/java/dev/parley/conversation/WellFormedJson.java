package dev.parley.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** JSON of which every text, names of fields included, is well-formed. */
public final class WellFormedJson {

    private WellFormedJson() {}

    /** A copy. Whoever has parsed it has bounded how deep it is. */
    public static JsonNode of(JsonNode json) {
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
