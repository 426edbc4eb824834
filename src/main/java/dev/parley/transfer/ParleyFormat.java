package dev.parley.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Message;
import dev.parley.conversation.Settings;
import dev.parley.conversation.WellFormedJson;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What Parley itself has written: docs/export-format.md. */
final class ParleyFormat implements ImportFormat {

    private static final int MOST_WAITING = 20;

    @Override
    public Outline outline(Scan scan, JsonFile file, Instant now) throws IOException {
        var createdAt = time(scan.field("createdAt"), now);
        var heading = new Outline.Heading(
                scan.text("title"),
                scan.field("handler").textValue(),
                createdAt,
                time(scan.field("updatedAt"), createdAt),
                scan.field("pinned").asBoolean(),
                scan.field("archived").asBoolean(),
                settings(scan.field("settings")));
        var tree = new MessageTree();
        for (var slice : scan.messages()) {
            var json = file.tree(slice);
            var message = message(json, createdAt);
            tree.add(key(message.id()), message.parent() == null ? null : key(message.parent()), slice);
        }
        var leaf = scan.field("leaf");
        return new Outline(
                heading, tree.places(), tree.shown(leaf.isInt() ? key(leaf.intValue()) : null), queue(scan, now));
    }

    private static Settings settings(JsonNode json) {
        try {
            return json.isObject()
                    ? ConversationJson.mapper().treeToValue(WellFormedJson.of(json), Settings.class)
                    : Settings.NONE;
        } catch (JsonProcessingException e) {
            throw ImportRefused.malformed("The settings are not as Parley writes them: " + reason(e));
        }
    }

    private static String key(int number) {
        return Integer.toString(number);
    }

    private static Instant time(JsonNode millis, Instant fallback) {
        return millis.canConvertToLong() ? Instant.ofEpochMilli(millis.longValue()) : fallback;
    }

    private static List<Outline.Waiting> queue(Scan scan, Instant now) {
        var queue = new ArrayList<Outline.Waiting>();
        for (var waiting : scan.field("queue")) {
            String text = waiting.path("text").asText("");
            if (!text.isBlank() && queue.size() < MOST_WAITING) {
                queue.add(
                        new Outline.Waiting(text, waiting.path("handler").asText(""), time(waiting.path("time"), now)));
            }
        }
        return queue;
    }

    @Override
    public Message message(JsonNode json, Instant fallback) {
        try {
            if (!(json instanceof ObjectNode fields)) {
                throw ImportRefused.malformed("A message is an object.");
            }
            // The parents tell them.
            fields.putArray("siblings");
            var message = ConversationJson.mapper().treeToValue(WellFormedJson.of(fields), Message.class);
            requireWhole(message);
            return message;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw ImportRefused.malformed("A message is not as Parley writes it: " + reason(e));
        }
    }

    /** What the records say themselves stands behind what the parser says about it. */
    private static String reason(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return shortened(cause.getMessage());
            }
            if (cause instanceof NullPointerException) {
                return "A field is missing";
            }
        }
        return shortened(e instanceof JsonProcessingException json ? json.getOriginalMessage() : "");
    }

    private static String shortened(String text) {
        return Texts.clipped(text.lines().findFirst().orElse(""), 200);
    }

    /** JSON may leave out what a message cannot be without. */
    private static void requireWhole(Message message) {
        ElementCheck.require(message.id() > 0, "id");
        ElementCheck.require(message.role(), "role");
        ElementCheck.require(message.name(), "name");
        ElementCheck.require(message.time(), "time");
        ElementCheck.check(message.elements());
    }
}
