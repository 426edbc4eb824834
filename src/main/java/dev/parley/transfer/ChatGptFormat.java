package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conversations.json of ChatGPT's data export: a tree of nodes by name. What its own page hides is left out: system
 * and tool messages, calls of tools; pictures are named.
 */
final class ChatGptFormat implements ImportFormat {

    /** Marks of sources and the like, between private characters; they mean something to its own page only. */
    private static final Pattern MARKS = Pattern.compile("\\x{E200}[^\\x{E201}]*\\x{E201}");

    /** A node of the tree, without its message. */
    private record Node(String name, @Nullable String parent, Slice slice, boolean shown) {}

    @Override
    public Outline outline(Scan scan, JsonFile file, Instant now) throws IOException {
        var createdAt = Objects.requireNonNullElse(Texts.time(scan.field("create_time")), now);
        var updatedAt = Objects.requireNonNullElse(Texts.time(scan.field("update_time")), createdAt);
        var tree = tree(nodes(scan, file, createdAt));
        var heading = new Outline.Heading(
                scan.text("title"),
                null,
                createdAt,
                updatedAt,
                scan.field("is_starred").asBoolean(),
                scan.field("is_archived").asBoolean());
        return new Outline(heading, tree.places(), tree.shown(scan.text("current_node")), List.of());
    }

    private Map<String, Node> nodes(Scan scan, JsonFile file, Instant createdAt) throws IOException {
        var nodes = new LinkedHashMap<String, Node>();
        for (int i = 0; i < scan.messages().size(); i++) {
            var slice = scan.messages().get(i);
            var json = file.tree(slice);
            String name = scan.names().get(i);
            String parent = json.path("parent").textValue();
            nodes.put(name, new Node(name, parent, slice, message(json, createdAt) != null));
        }
        return nodes;
    }

    /** Parents first, siblings as they come in the file; what hangs together in a circle is refused. */
    private static MessageTree tree(Map<String, Node> nodes) {
        var tree = new MessageTree();
        var below = new HashMap<String, List<Node>>();
        var next = new ArrayDeque<Node>();
        for (var node : nodes.values()) {
            if (node.parent() == null || !nodes.containsKey(node.parent())) {
                add(node, null, tree);
                next.add(node);
            } else {
                below.computeIfAbsent(node.parent(), parent -> new ArrayList<>())
                        .add(node);
            }
        }
        int met = 0;
        while (!next.isEmpty()) {
            var node = next.remove();
            met++;
            for (var child : below.getOrDefault(node.name(), List.of())) {
                add(child, node.name(), tree);
                next.add(child);
            }
        }
        if (met < nodes.size()) {
            throw ImportRefused.malformed("Its messages follow each other in a circle.");
        }
        return tree;
    }

    private static void add(Node node, @Nullable String parent, MessageTree tree) {
        if (node.shown()) {
            tree.add(node.name(), parent, node.slice());
        } else {
            tree.leaveOut(node.name(), parent);
        }
    }

    @Override
    public @Nullable Message message(JsonNode json, Instant fallback) {
        var message = json.path("message");
        var role = role(message);
        if (role == null || isHidden(message)) {
            return null;
        }
        var time = Objects.requireNonNullElse(Texts.time(message.path("create_time")), fallback);
        var result = new Foreign(role, time);
        read(message.path("content"), result);
        return role == Role.USER ? result.complete() : end(message, result);
    }

    private static @Nullable Role role(JsonNode message) {
        return switch (message.path("author").path("role").asText("")) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> null;
        };
    }

    private static boolean isHidden(JsonNode message) {
        var metadata = message.path("metadata");
        String recipient = message.path("recipient").asText("all");
        return metadata.path("is_visually_hidden_from_conversation").asBoolean()
                || metadata.path("is_user_system_message").asBoolean()
                || !(recipient.equals("all") || recipient.equals("python"));
    }

    private static void read(JsonNode content, Foreign message) {
        switch (content.path("content_type").asText("")) {
            case "text", "multimodal_text" -> content.path("parts").forEach(part -> readPart(part, message));
            case "code" -> readCode(content.path("text").asText(""), message);
            case "thoughts" ->
                content.path("thoughts")
                        .forEach(thought -> message.add(
                                new Element.Thinking(thought.path("content").asText("")), null, null));
            default -> {}
        }
    }

    private static void readPart(JsonNode part, Foreign message) {
        if (part.isTextual()) {
            message.markdown(MARKS.matcher(part.textValue()).replaceAll(""));
            return;
        }
        switch (part.path("content_type").asText("")) {
            case "audio_transcription" -> message.markdown(part.path("text").asText(""));
            case "image_asset_pointer" -> message.markdown("[A picture: not in the export]");
            default -> {}
        }
    }

    private static void readCode(String code, Foreign message) {
        if (!code.isBlank()) {
            String fence = "`".repeat(Math.max(3, longestRunOfTicks(code) + 1));
            message.markdown(fence + "\n" + code + "\n" + fence);
        }
    }

    private static int longestRunOfTicks(String code) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < code.length(); i++) {
            run = code.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static @Nullable Message end(JsonNode message, Foreign result) {
        String reason =
                message.path("metadata").path("finish_details").path("type").asText("");
        return switch (reason) {
            case "max_tokens" -> result.ended(EndState.COMPLETE, "max_tokens");
            case "interrupted" -> result.ended(EndState.STOPPED, null);
            default ->
                message.path("status").asText("").equals("in_progress")
                        ? result.ended(EndState.INTERRUPTED, null)
                        : result.complete();
        };
    }
}
