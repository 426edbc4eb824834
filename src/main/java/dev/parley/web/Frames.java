package dev.parley.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Event;
import dev.parley.log.Delivery;
import dev.parley.turn.Ack;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes what the server sends, as docs/protocol.md says. */
final class Frames {

    private static final int AROUND_TEXT = 24;

    private Frames() {}

    static String of(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Resumed resumed ->
                typed("resumed")
                        .<ObjectNode>set("position", tree(resumed.position()))
                        .put("until", resumed.until())
                        .toString();
            case Delivery.Snapshot snapshot ->
                typed("snapshot")
                        .<ObjectNode>set("position", tree(snapshot.position()))
                        .<ObjectNode>setAll((ObjectNode) tree(snapshot.snapshot()))
                        .toString();
            case Delivery.Logged logged -> of(logged.offset(), logged.event());
        };
    }

    static String older(int before, PathWindow window) {
        return typed("older")
                .put("before", before)
                .<ObjectNode>set("messages", tree(window.messages()))
                .put("more", window.more())
                .toString();
    }

    static String around(int message, AroundMessage around) {
        return typed("around")
                .put("message", message)
                .<ObjectNode>set("messages", tree(around.messages()))
                .put("more", around.more())
                .put("newer", around.newer())
                .toString();
    }

    static String ack(Ack ack) {
        var frame = typed("ack").put("id", ack.id());
        if (ack.turn() != null) {
            frame.put("turn", ack.turn());
        }
        return frame.toString();
    }

    static String error(@Nullable String id, WireError error, String requestId) {
        var frame = typed("error");
        if (id != null) {
            frame.put("id", id);
        }
        return frame.put("code", error.code().json())
                .put("text", error.text())
                .put("retryable", error.code().retryable())
                .put("requestId", requestId)
                .toString();
    }

    static String conversations(Collection<ConversationSummary> items) {
        return typed("conversations").set("items", tree(items)).toString();
    }

    private static String of(long offset, Event event) {
        return event instanceof Event.TextAppended appended
                ? text(offset, appended)
                : ((ObjectNode) tree(event)).put("offset", offset).toString();
    }

    /** By hand: it is written for every chunk of every answer. */
    private static String text(long offset, Event.TextAppended appended) {
        var frame = new StringBuilder(appended.text().length() + AROUND_TEXT);
        frame.append('[').append(offset).append(',').append(appended.element()).append(",\"");
        JsonStringEncoder.getInstance().quoteAsString(appended.text(), frame);
        return frame.append("\"]").toString();
    }

    private static ObjectNode typed(String type) {
        return ConversationJson.mapper().createObjectNode().put("type", type);
    }

    private static JsonNode tree(Object value) {
        return ConversationJson.mapper().valueToTree(value);
    }
}
