package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Element;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conversations.json of claude.ai's data export: messages one after the other, or as a tree where they name their
 * parents. Tool calls and their results are left out, files are named.
 */
final class ClaudeFormat implements ImportFormat {

    @Override
    public Outline outline(Scan scan, JsonFile file, Instant now) throws IOException {
        var createdAt = Objects.requireNonNullElse(Texts.time(scan.field("created_at")), now);
        var updatedAt = Objects.requireNonNullElse(Texts.time(scan.field("updated_at")), createdAt);
        var tree = new MessageTree();
        String before = null;
        for (int i = 0; i < scan.messages().size(); i++) {
            var slice = scan.messages().get(i);
            var json = file.tree(slice);
            String key = json.path("uuid").asText("");
            key = key.isEmpty() ? "message " + i : key;
            String parent = parent(json, tree, before);
            if (message(json, createdAt) == null) {
                tree.leaveOut(key, parent);
            } else {
                tree.add(key, parent, slice);
            }
            before = key;
        }
        return new Outline(
                new Outline.Heading(
                        scan.text("name"),
                        null,
                        createdAt,
                        updatedAt,
                        scan.field("is_starred").asBoolean(),
                        false),
                tree.places(),
                tree.shown(scan.text("current_leaf_message_uuid")),
                List.of());
    }

    /** Where parents are named, one that is not there stands for the beginning; else a message follows the one before. */
    private static @Nullable String parent(JsonNode json, MessageTree tree, @Nullable String before) {
        var named = json.path("parent_message_uuid");
        if (!named.isTextual()) {
            return before;
        }
        return tree.contains(named.textValue()) ? named.textValue() : null;
    }

    @Override
    public @Nullable Message message(JsonNode json, Instant fallback) {
        var time = Objects.requireNonNullElse(Texts.time(json.path("created_at")), fallback);
        var message = new Foreign(json.path("sender").asText("").equals("human") ? Role.USER : Role.ASSISTANT, time);
        var content = json.path("content");
        if (content.isArray() && !content.isEmpty()) {
            content.forEach(block -> add(block, message));
        } else {
            message.markdown(json.path("text").asText(""));
        }
        for (var attachment : json.path("attachments")) {
            message.markdown(attachment.path("file_name").asText("") + "\n\n"
                    + attachment.path("extracted_content").asText(""));
        }
        for (var attached : json.path("files")) {
            message.markdown("[" + attached.path("file_name").asText("A file") + ": not in the export]");
        }
        return message.complete();
    }

    private static void add(JsonNode block, Foreign message) {
        var start = Texts.time(block.path("start_timestamp"));
        var end = Texts.time(block.path("stop_timestamp"));
        switch (block.path("type").asText("")) {
            case "text", "voice_note" ->
                message.add(new Element.Markdown(block.path("text").asText("")), start, end);
            case "thinking" ->
                message.add(new Element.Thinking(block.path("thinking").asText("")), start, end);
            default -> {}
        }
    }
}
