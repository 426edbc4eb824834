package dev.parley.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/**
 * The document of docs/export-format.md: conversations with all their branches. What the provider sent verbatim is not in
 * it: that is for the provider, and no reader gets it.
 */
final class JsonExport {

    static final String FORMAT = "parley";
    static final int VERSION = 1;
    static final int WINDOW = 20;

    private final ConversationStore store;
    private final JsonGenerator json;

    JsonExport(ConversationStore store, Instant time, OutputStream to) throws IOException {
        this.store = store;
        this.json = ConversationJson.mapper().createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.writeStartObject();
        json.writeStringField("format", FORMAT);
        json.writeNumberField("version", VERSION);
        json.writeNumberField("exportedAt", time.toEpochMilli());
        json.writeArrayFieldStart("conversations");
    }

    void write(Conversation conversation) throws IOException {
        json.writeStartObject();
        writeHeading(conversation);
        int leaf = store.leaf(conversation.id()).orElse(0);
        if (leaf != 0) {
            json.writeNumberField("leaf", leaf);
        }
        var queue = store.snapshot(conversation.id()).queue();
        if (!queue.isEmpty()) {
            json.writeArrayFieldStart("queue");
            for (var waiting : queue) {
                writeWaiting(waiting);
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("messages");
        writeMessages(conversation.id());
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeHeading(Conversation conversation) throws IOException {
        json.writeStringField("id", conversation.id().value());
        json.writeStringField("title", conversation.title());
        json.writeStringField("handler", conversation.handler());
        json.writeNumberField("createdAt", conversation.createdAt().toEpochMilli());
        json.writeNumberField("updatedAt", conversation.updatedAt().toEpochMilli());
        if (conversation.pinned()) {
            json.writeBooleanField("pinned", true);
        }
        if (conversation.archived()) {
            json.writeBooleanField("archived", true);
        }
        if (!conversation.settings().isEmpty()) {
            json.writeObjectField("settings", conversation.settings());
        }
    }

    private void writeWaiting(Snapshot.QueuedTurn waiting) throws IOException {
        json.writeStartObject();
        json.writeStringField("text", waiting.text());
        json.writeStringField("handler", waiting.handler());
        json.writeNumberField("time", waiting.time().toEpochMilli());
        json.writeEndObject();
    }

    private void writeMessages(ConversationId conversation) throws IOException {
        var window = store.messages(conversation, 0, WINDOW);
        while (!window.isEmpty()) {
            for (var message : window) {
                write(message);
            }
            window = store.messages(conversation, window.getLast().id(), WINDOW);
        }
    }

    /** Siblings are told by the parents. */
    private void write(Message message) throws IOException {
        ObjectNode fields = ConversationJson.mapper().valueToTree(message);
        fields.remove("siblings");
        json.writeTree(fields);
    }

    /** Not by try-with-resources: what a failure has cut off must not look whole. */
    void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }
}
