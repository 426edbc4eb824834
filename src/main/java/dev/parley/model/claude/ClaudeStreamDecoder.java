package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.StopReason;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the events of one answer, in order, into model events.
 *
 * <p>Strict where guessing would corrupt an answer (order of blocks, deltas for a block that is not open), lenient
 * where the API is allowed to grow (kinds of events, blocks, deltas and stop reasons).
 */
final class ClaudeStreamDecoder {

    private static final Set<String> KNOWN_EVENTS = Set.of(
            "",
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "error");

    private final Diagnosis diagnosis;
    private final WarnOnce warnings;
    private final Consumer<ModelEvent> out;
    private final UsageTally usage = new UsageTally();

    private boolean started;
    private boolean finished;
    private int lastIndex = -1;
    private @Nullable OpenBlock open;
    private boolean brokenTool;
    private boolean summed;
    private String stopReason = "";
    private @Nullable String stopDetail;

    ClaudeStreamDecoder(Diagnosis diagnosis, WarnOnce warnings, Consumer<ModelEvent> out) {
        this.diagnosis = diagnosis;
        this.warnings = warnings;
        this.out = out;
    }

    /** Whether the answer has ended properly. */
    boolean finished() {
        return finished;
    }

    /**
     * Takes the next event; throws a {@link dev.parley.model.ModelFailure} when the answer has failed.
     *
     * @return whether the event brought the answer forward: a ping does not
     */
    boolean event(String name, String data) {
        if (finished || name.equals("ping")) {
            return finished;
        }
        var quick = name.equals("content_block_delta") ? TextDelta.read(data) : null;
        if (quick != null) {
            append(opened(quick.index()), quick);
            return true;
        }
        JsonNode node;
        try {
            node = Json.read(data);
        } catch (JsonProcessingException e) {
            if (KNOWN_EVENTS.contains(name)) {
                throw diagnosis.protocol("an event is not valid JSON", e);
            }
            warnings.unknown("event", name);
            return false;
        }
        String type = node.path("type").asText(name);
        if (type.equals("content_block_delta")) {
            delta(node);
            return true;
        }
        return structure(type, node);
    }

    /** The stream is over; throws unless the answer was. */
    void end() {
        if (!finished) {
            throw diagnosis.interrupted("the stream ended without message_stop");
        }
    }

    private boolean structure(String type, JsonNode node) {
        switch (type) {
            case "message_start" -> start(node.path("message"));
            case "content_block_start" -> openBlock(node);
            case "content_block_stop" -> closeBlock(node);
            case "message_delta" -> messageDelta(node);
            case "message_stop" -> stop();
            case "error" -> throw diagnosis.reported(200, ApiError.of(node), null);
            case "ping" -> {
                return false;
            }
            default -> {
                warnings.unknown("event", type);
                return false;
            }
        }
        return true;
    }

    private void start(JsonNode message) {
        if (started) {
            throw diagnosis.protocol("message_start came twice");
        }
        started = true;
        out.accept(new ModelEvent.Started(Json.textOrEmpty(message, "id"), Json.textOrEmpty(message, "model")));
        report(message.path("usage"));
    }

    private void report(JsonNode counts) {
        if (counts.isObject()) {
            out.accept(new ModelEvent.UsageReported(usage.update(counts)));
        }
    }

    private void openBlock(JsonNode node) {
        int index = index(node);
        if (!started || summed || open != null || index <= lastIndex) {
            throw diagnosis.protocol("block " + index + " started out of order");
        }
        if (!(node.path("content_block") instanceof ObjectNode content)) {
            throw diagnosis.protocol("block " + index + " has no content_block");
        }
        lastIndex = index;
        OpenBlock block = new OpenBlock(index, content);
        open = block;
        emitText(block, block.type().equals("text") ? block.startText() : "");
        emitThinking(block, block.type().equals("thinking") ? block.startThinking() : "");
    }

    private void append(OpenBlock block, TextDelta delta) {
        if (delta.thinking()) {
            thinking(block, delta.text());
        } else {
            text(block, delta.text());
        }
    }

    private void delta(JsonNode node) {
        OpenBlock block = opened(index(node));
        JsonNode delta = node.path("delta");
        String type = Json.textOrEmpty(delta, "type");
        switch (type) {
            case "text_delta" -> text(block, Json.textOrEmpty(delta, "text"));
            case "thinking_delta" -> thinking(block, Json.textOrEmpty(delta, "thinking"));
            case "signature_delta" -> block.sign(Json.textOrEmpty(delta, "signature"));
            case "input_json_delta" -> input(block, Json.textOrEmpty(delta, "partial_json"));
            case "citations_delta" -> citation(block, delta.path("citation"));
            default -> {
                warnings.unknown("delta", type);
                block.lose();
            }
        }
    }

    private OpenBlock opened(int index) {
        OpenBlock block = open;
        if (block == null || block.index() != index) {
            throw diagnosis.protocol("block " + index + " is not open");
        }
        return block;
    }

    private int index(JsonNode node) {
        JsonNode index = node.path("index");
        if (!index.canConvertToInt() || index.intValue() < 0) {
            throw diagnosis.protocol("a block event has no index");
        }
        return index.intValue();
    }

    private void text(OpenBlock block, String more) {
        block.addText(more);
        if (block.type().equals("text")) {
            emitText(block, more);
        } else {
            misplaced(block, "text_delta");
        }
    }

    private void thinking(OpenBlock block, String more) {
        block.addThinking(more);
        if (block.type().equals("thinking")) {
            emitThinking(block, more);
        } else {
            misplaced(block, "thinking_delta");
        }
    }

    private void input(OpenBlock block, String more) {
        block.addInput(more);
        if (!block.type().endsWith("tool_use")) {
            misplaced(block, "input_json_delta");
        }
    }

    private void citation(OpenBlock block, JsonNode citation) {
        block.cite(citation);
        if (!block.type().equals("text")) {
            misplaced(block, "citations_delta");
            return;
        }
        String title = Json.text(citation, "title");
        String url = Json.text(citation, "url");
        out.accept(new ModelEvent.Citation(
                block.index(),
                Json.text(citation, "cited_text"),
                title == null ? Json.text(citation, "document_title") : title,
                url == null ? Json.text(citation, "source") : url));
    }

    /** In a kind of block that is known this is an error; one that is not may hold what it likes. */
    private void misplaced(OpenBlock block, String delta) {
        switch (block.type()) {
            case "text", "thinking", "redacted_thinking", "tool_use", "server_tool_use", "mcp_tool_use" ->
                throw diagnosis.protocol("a " + delta + " came in a " + block.type() + " block");
            default -> warnings.unknown("block", block.type());
        }
    }

    private void emitText(OpenBlock block, String text) {
        if (!text.isEmpty()) {
            out.accept(new ModelEvent.Text(block.index(), text));
        }
    }

    private void emitThinking(OpenBlock block, String text) {
        if (!text.isEmpty()) {
            out.accept(new ModelEvent.Thinking(block.index(), text));
        }
    }

    private void closeBlock(JsonNode node) {
        OpenBlock block = opened(index(node));
        open = null;
        if (!block.inputIsValid()) {
            brokenTool = true;
            return;
        }
        if (block.type().equals("tool_use")) {
            out.accept(new ModelEvent.ToolUse(block.index(), block.id(), block.name(), block.input()));
        }
        var ended = block.ended();
        if (ended != null) {
            out.accept(ended);
        }
    }

    private void messageDelta(JsonNode node) {
        if (!started) {
            throw diagnosis.protocol("message_delta came before message_start");
        }
        summed = true;
        JsonNode delta = node.path("delta");
        stopReason = delta.path("stop_reason").asText(stopReason);
        String detail = detail(delta);
        stopDetail = detail == null ? stopDetail : detail;
        report(node.path("usage"));
    }

    private static @Nullable String detail(JsonNode delta) {
        JsonNode details = delta.path("stop_details");
        String explanation = Json.text(details, "explanation");
        if (explanation == null) {
            explanation = Json.text(details, "category");
        }
        return explanation == null ? Json.text(delta, "stop_sequence") : explanation;
    }

    private void stop() {
        if (!summed) {
            throw diagnosis.protocol("message_stop came before message_delta");
        }
        StopReason reason = StopReasons.of(stopReason);
        if (reason == StopReason.TOOL_USE && (brokenTool || open != null)) {
            throw diagnosis.protocol("a tool's input is not a JSON object");
        }
        if (reason == StopReason.OTHER) {
            warnings.unknown("stop reason", stopReason);
        }
        finished = true;
        boolean named = reason == StopReason.OTHER && stopDetail == null && !stopReason.isEmpty();
        out.accept(new ModelEvent.Finished(reason, named ? stopReason : stopDetail));
    }
}
