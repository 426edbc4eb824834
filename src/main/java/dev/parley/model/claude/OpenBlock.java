package dev.parley.model.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parley.model.ModelEvent;
import org.jspecify.annotations.Nullable;

/**
 * A content block that is being streamed: its start and all that was added, to be given back whole when it ends.
 *
 * <p>Kept by field rather than by kind of block, so that a kind this version does not know survives as well.
 */
final class OpenBlock {

    private final int index;
    private final String type;
    private final ObjectNode start;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private @Nullable String signature;
    private @Nullable ArrayNode citations;
    private boolean incomplete;

    OpenBlock(int index, ObjectNode start) {
        this.index = index;
        this.type = Json.textOrEmpty(start, "type");
        this.start = start;
        text.append(Json.textOrEmpty(start, "text"));
        thinking.append(Json.textOrEmpty(start, "thinking"));
    }

    int index() {
        return index;
    }

    String type() {
        return type;
    }

    String id() {
        return Json.textOrEmpty(start, "id");
    }

    String name() {
        return Json.textOrEmpty(start, "name");
    }

    String startText() {
        return Json.textOrEmpty(start, "text");
    }

    String startThinking() {
        return Json.textOrEmpty(start, "thinking");
    }

    void addText(String more) {
        text.append(more);
    }

    void addThinking(String more) {
        thinking.append(more);
    }

    void addInput(String more) {
        input.append(more);
    }

    /** Replaces: a signature is never sent in parts. */
    void sign(String whole) {
        signature = whole;
    }

    void cite(JsonNode citation) {
        ArrayNode list = citations;
        if (list == null) {
            list = start.path("citations") instanceof ArrayNode given
                    ? given.deepCopy()
                    : Json.MAPPER.createArrayNode();
            citations = list;
        }
        list.add(citation);
    }

    /** Something was added that is not understood, so the block can no longer be given back whole. */
    void lose() {
        incomplete = true;
    }

    /** The tool's input as it was sent; that of the start where none was streamed. */
    String input() {
        if (!input.isEmpty()) {
            return input.toString();
        }
        JsonNode given = start.path("input");
        return given.isMissingNode() || given.isNull() ? "{}" : Json.write(given);
    }

    boolean inputIsValid() {
        return input.isEmpty() ? !start.has("input") || start.path("input").isObject() : Json.isObject(input());
    }

    /** The block as it is to be given back, or null when it cannot be told. */
    ModelEvent.@Nullable BlockEnded ended() {
        if (incomplete || !inputIsValid()) {
            return null;
        }
        complete();
        String left = leftOut();
        return left == null ? new ModelEvent.BlockEnded(index, Json.write(start)) : without(left);
    }

    private void complete() {
        if (start.has("text") || !text.isEmpty()) {
            start.put("text", text.toString());
        }
        if (start.has("thinking") || !thinking.isEmpty()) {
            start.put("thinking", thinking.toString());
        }
        if (signature != null) {
            start.put("signature", signature);
        }
        if (citations != null) {
            start.set("citations", citations);
        }
        if (!input.isEmpty()) {
            start.putRawValue("input", new RawValue(input.toString()));
        }
    }

    /** The field whose text was streamed, and so is with whoever listens; null where there is none. */
    private @Nullable String leftOut() {
        return switch (type) {
            case "text" -> text.isEmpty() ? null : "text";
            case "thinking" -> thinking.isEmpty() ? null : "thinking";
            default -> null;
        };
    }

    private ModelEvent.BlockEnded without(String field) {
        var json = new StringBuilder("{");
        int at = 0;
        for (var entry : start.properties()) {
            json.append(json.length() == 1 ? "" : ",")
                    .append(Json.quote(entry.getKey()))
                    .append(':');
            if (entry.getKey().equals(field)) {
                at = json.length();
            } else {
                json.append(Json.write(entry.getValue()));
            }
        }
        return new ModelEvent.BlockEnded(index, json.append('}').toString(), Json.textOrEmpty(start, field), at);
    }
}
