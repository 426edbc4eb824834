package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chat.RecordFields;
import dev.parley.chat.Texts;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes any value a JSON tree of bounded depth and size: what does not fit is cut and says so. For one value. */
final class JsonTree {

    private static final int DEEPEST = 24;
    private static final int LONGEST_TEXT = 4_000;
    private static final String MORE = "…";

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());
    /** In bytes of JSON in UTF-8, nearly. */
    private int room = 48_000;

    private JsonTree() {}

    static JsonNode of(@Nullable Object value) {
        return new JsonTree().node(value);
    }

    private JsonNode node(@Nullable Object value) {
        room -= 4;
        var node = unweighed(value);
        if (node.isNumber()) {
            room -= node.asText().length();
        }
        return node;
    }

    private JsonNode unweighed(@Nullable Object value) {
        return switch (value) {
            case null -> nodes.nullNode();
            case JsonNode json -> ofJson(json);
            case CharSequence text -> text(text);
            case Boolean truth -> nodes.booleanNode(truth);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case BigInteger number when number.bitLength() < 512 -> nodes.numberNode(number);
            case BigDecimal number
            when number.precision() + Math.abs((long) number.scale()) < 100 -> nodes.numberNode(number);
            case Short _, Byte _ -> nodes.numberNode(((Number) value).intValue());
            case Double number when Double.isFinite(number) -> nodes.numberNode(number);
            case Float number when Float.isFinite(number) -> nodes.numberNode(number);
            case Optional<?> optional -> node(optional.orElse(null));
            case Map<?, ?> map -> within(map, () -> object(map));
            case Record fields -> within(fields, () -> ofRecord(fields));
            case Collection<?> items -> within(items, () -> array(items.iterator()));
            default -> value.getClass().isArray() ? within(value, () -> array(elements(value))) : text(value);
        };
    }

    private JsonNode text(Object value) {
        String text = Texts.of(value);
        int longest = Math.clamp(room / 3, 16, LONGEST_TEXT);
        String shown = text.length() <= longest ? text : Texts.cut(text, longest) + MORE;
        room -= bytes(shown);
        return nodes.textNode(shown);
    }

    private static int bytes(String text) {
        return text.chars()
                .map(c -> c < ' ' ? 6 : c < 0x80 ? 1 + (c == '"' || c == '\\' ? 1 : 0) : 3)
                .sum();
    }

    private interface Making {
        JsonNode make();
    }

    private JsonNode within(Object container, Making making) {
        if (above.size() >= DEEPEST) {
            return text(MORE + " (deeper than " + DEEPEST + ")");
        }
        if (!above.add(container)) {
            return text(MORE + " (goes around in circles)");
        }
        try {
            return making.make();
        } finally {
            above.remove(container);
        }
    }

    private JsonNode ofRecord(Record fields) {
        try {
            return object(RecordFields.of(fields));
        } catch (IllegalArgumentException e) {
            return text(fields);
        }
    }

    private ObjectNode object(Map<?, ?> map) {
        var object = nodes.objectNode();
        int left = map.size();
        for (var entry : map.entrySet()) {
            if (room <= 0) {
                object.put(MORE, left + " more");
                break;
            }
            String name = Texts.cut(Texts.of(entry.getKey()), 200);
            room -= bytes(name) + 4;
            object.set(name, node(entry.getValue()));
            left--;
        }
        return object;
    }

    private ArrayNode array(Iterator<?> items) {
        var array = nodes.arrayNode();
        while (items.hasNext()) {
            if (room <= 0) {
                array.add(MORE);
                break;
            }
            array.add(node(items.next()));
        }
        return array;
    }

    private static Iterator<@Nullable Object> elements(Object array) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < Array.getLength(array);
            }

            @Override
            public @Nullable Object next() {
                return Array.get(array, next++);
            }
        };
    }

    private JsonNode ofJson(JsonNode json) {
        if (json.isObject()) {
            var fields = new LinkedHashMap<String, JsonNode>();
            json.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            return within(json, () -> object(fields));
        }
        if (json.isArray()) {
            return within(json, () -> array(json.elements()));
        }
        if (json.isNumber()) {
            return unweighed(json.numberValue());
        }
        return json.isBoolean() || json.isNull() ? json : text(json.asText());
    }
}
