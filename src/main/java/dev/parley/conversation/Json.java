package dev.parley.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON, shown as a tree.
 *
 * @param value not to be changed by whoever gave it
 */
public record Json(JsonNode value) implements Element.Content {

    /** JSON's own null may be left out. */
    public Json(@Nullable JsonNode value) {
        this.value = value == null ? NullNode.getInstance() : value;
    }

    @Override
    public int weight() {
        return weight(value);
    }

    private static int weight(JsonNode node) {
        int weight = node.isTextual() ? node.textValue().length() : 8;
        for (var child : node) {
            weight += weight(child);
        }
        return weight;
    }
}
