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
import java.util.Set;

/**
 * A conversation in a file: what is small is read, of its messages only the places.
 *
 * @param fields those that some format needs, but for the messages
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

    private static final int LONGEST_NAME = 200;

    /** All others are passed over, as many as there are. */
    private static final Set<String> READ = Set.of(
            "title",
            "handler",
            "createdAt",
            "updatedAt",
            "pinned",
            "archived",
            "settings",
            "leaf",
            "queue",
            "name",
            "created_at",
            "updated_at",
            "current_leaf_message_uuid",
            "create_time",
            "update_time",
            "current_node",
            "is_archived",
            "is_starred");

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
            } else if (READ.contains(name)) {
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
                String name = json.currentName();
                if (name.length() > LONGEST_NAME) {
                    throw ImportRefused.malformed("A message's name is longer than " + LONGEST_NAME + " characters.");
                }
                names.add(name);
                json.nextToken();
                messages.add(JsonFile.skip(json, conversation));
            }
        }
    }
}
