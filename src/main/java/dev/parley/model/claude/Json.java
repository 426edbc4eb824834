package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** JSON trees that keep every number as it was written: blocks go back to the provider as they came. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.instance)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written", e);
        }
    }

    /** A JSON string. */
    static String quote(String text) {
        return write(JsonNodeFactory.instance.textNode(text));
    }

    /** Whether {@code text} is one JSON object and nothing else. */
    static boolean isObject(String text) {
        try {
            return read(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The text of a field, or null where it is absent, null or no text. */
    static @Nullable String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }

    /** The text of a field, or the empty string. */
    static String textOrEmpty(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
