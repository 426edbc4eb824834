package dev.parley.model.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;

/** Folds a script into the one message that a request without streaming gets. */
final class WholeMessage {

    private JsonObject message = new JsonObject();
    private final JsonArray content = new JsonArray();
    private final StringBuilder input = new StringBuilder();

    private WholeMessage() {}

    static String of(Iterator<Step> steps) {
        WholeMessage whole = new WholeMessage();
        steps.forEachRemaining(whole::take);
        return whole.message.put("content", whole.content).encode();
    }

    private void take(Step step) {
        switch (step) {
            case Step.Send(String ignored, String json) -> event(new JsonObject(json));
            case Step.Chunk chunk -> event(new JsonObject(Playback.json(chunk)));
            case Step.Raw ignored -> {}
            case Step.Wait ignored -> {}
            case Step.Ending ignored -> {}
        }
    }

    private void event(JsonObject event) {
        switch (event.getString("type")) {
            case "message_start" -> message = event.getJsonObject("message");
            case "content_block_start" -> content.add(event.getJsonObject("content_block"));
            case "content_block_delta" -> delta(event.getJsonObject("delta"));
            case "content_block_stop" -> close();
            case "message_delta" -> {
                message.mergeIn(event.getJsonObject("delta"));
                message.getJsonObject("usage").mergeIn(event.getJsonObject("usage"));
            }
            default -> {}
        }
    }

    private JsonObject block() {
        return content.getJsonObject(content.size() - 1);
    }

    private void delta(JsonObject delta) {
        switch (delta.getString("type")) {
            case "text_delta" -> extend("text", delta.getString("text"));
            case "thinking_delta" -> extend("thinking", delta.getString("thinking"));
            case "signature_delta" -> block().put("signature", delta.getString("signature"));
            case "input_json_delta" -> input.append(delta.getString("partial_json"));
            case "citations_delta" -> {
                JsonArray citations = block().getJsonArray("citations", new JsonArray());
                block().put("citations", citations.add(delta.getJsonObject("citation")));
            }
            default -> {}
        }
    }

    private void extend(String field, String more) {
        block().put(field, block().getString(field, "") + more);
    }

    private void close() {
        if (!input.isEmpty()) {
            block().put("input", new JsonObject(input.toString()));
            input.setLength(0);
        }
    }
}
