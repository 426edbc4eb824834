package dev.parley.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.transfer.ImportRefused.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation in a file: what is small is read, of its messages only the places.
 *
 * @param fields those that hold one value, and the queue
 * @param form whose conversation it is
 * @param names the names of the messages, where the file has them by name
 */
record Scan(ObjectNode fields, Form form, List<Slice> messages, List<String> names) {

    /** Whose conversation it is, by the field that has its messages. */
    enum Form {
        PARLEY("messages"),
        CLAUDE("chat_messages"),
        CHATGPT("mapping"),
        UNKNOWN("");

        private final String field;

        Form(String field) {
            this.field = field;
        }

        private static Form of(String field) {
            for (var form : values()) {
                if (form.field.equals(field)) {
                    return form;
                }
            }
            return UNKNOWN;
        }
    }

    private static final String QUEUE = "queue";

    static Scan of(JsonFile file, Slice conversation, ImportLimits limits) throws IOException {
        return file.walk(conversation, json -> new Walker(file, conversation, limits).walk(json));
    }

    /** What the conversation is called, whatever else is wrong with it; empty for nothing. */
    static String title(JsonFile file, Slice conversation) throws IOException {
        return file.walk(conversation, json -> {
            while (json.nextToken() != null) {
                String field = json.currentName();
                if (json.currentToken() == JsonToken.VALUE_STRING && ("title".equals(field) || "name".equals(field))) {
                    return json.getText();
                }
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    json.skipChildren();
                }
            }
            return "";
        });
    }

    /** The field's text; empty where it has none. */
    String text(String field) {
        return fields.path(field).asText("");
    }

    JsonNode field(String name) {
        return fields.path(name);
    }

    private static final class Walker {

        private final JsonFile file;
        private final Slice conversation;
        private final ImportLimits limits;
        private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
        private final List<Slice> messages = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private Form form = Form.UNKNOWN;

        Walker(JsonFile file, Slice conversation, ImportLimits limits) {
            this.file = file;
            this.conversation = conversation;
            this.limits = limits;
        }

        Scan walk(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw ImportRefused.malformed("A conversation is an object.");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                read(json, name);
            }
            return new Scan(fields, form, messages, names);
        }

        private void read(JsonParser json, String name) throws IOException {
            var found = Form.of(name);
            if (found != Form.UNKNOWN && form == Form.UNKNOWN) {
                form = found;
                readMessages(json);
            } else if (json.currentToken().isScalarValue() || name.equals(QUEUE)) {
                fields.set(name, file.tree(JsonFile.skip(json, conversation)));
            } else {
                json.skipChildren();
            }
        }

        private void readMessages(JsonParser json) throws IOException {
            if (form != Form.CHATGPT) {
                JsonFile.forEach(json, conversation, messages, limits.messages(), "messages");
                return;
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw ImportRefused.malformed("The field mapping takes an object.");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (messages.size() >= limits.messages()) {
                    throw new ImportRefused(
                            Reason.TOO_LARGE, "There are more than " + limits.messages() + " messages.");
                }
                names.add(json.currentName());
                json.nextToken();
                messages.add(JsonFile.skip(json, conversation));
            }
        }
    }
}
