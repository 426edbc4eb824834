package dev.parley.conversation;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An element's JSON: the fields of its content stand beside its own. */
final class ElementJson {

    private ElementJson() {}

    static final class Writer extends JsonSerializer<Element> {
        @Override
        public void serialize(Element element, JsonGenerator json, SerializerProvider provider) throws IOException {
            ObjectNode content = ((ObjectMapper) json.getCodec()).valueToTree(element.content());
            json.writeStartObject();
            json.writeNumberField("id", element.id());
            if (element.container() != null) {
                json.writeNumberField("container", element.container());
            }
            for (var field : content.properties()) {
                json.writeFieldName(field.getKey());
                json.writeTree(field.getValue());
            }
            json.writeNumberField("startedAt", element.startedAt().toEpochMilli());
            if (element.endedAt() != null) {
                json.writeNumberField("endedAt", element.endedAt().toEpochMilli());
            }
            if (element.withdrawn()) {
                json.writeBooleanField("withdrawn", true);
            }
            json.writeEndObject();
        }
    }

    static final class Reader extends JsonDeserializer<Element> {
        @Override
        public Element deserialize(JsonParser json, DeserializationContext context) throws IOException {
            ObjectNode fields = json.readValueAsTree();
            var content = json.getCodec().treeToValue(fields, Element.Content.class);
            return new Element(
                    fields.path("id").asInt(),
                    fields.has("container") ? fields.get("container").asInt() : null,
                    content,
                    Instant.ofEpochMilli(fields.path("startedAt").asLong()),
                    instant(fields.get("endedAt")),
                    fields.path("withdrawn").asBoolean());
        }

        private static @Nullable Instant instant(@Nullable JsonNode millis) {
            return millis == null ? null : Instant.ofEpochMilli(millis.asLong());
        }
    }
}
