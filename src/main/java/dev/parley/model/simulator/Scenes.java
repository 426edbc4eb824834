package dev.parley.model.simulator;

import dev.parley.model.simulator.Step.Raw;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Iterator;

/** Scripts that are more than a text. */
final class Scenes {

    private Scenes() {}

    static Iterator<Step> citations(Prompt prompt) {
        return Answer.to(prompt)
                .text("Two sources, as a reader would find them. ")
                .openText()
                .delta(text("Streaming lowers the wait that people feel"))
                .delta(cite(new JsonObject()
                        .put("type", "web_search_result_location")
                        .put("cited_text", "The first word matters more than the last.")
                        .put("title", "On waiting")
                        .put("url", "https://example.com/on-waiting")
                        .put("encrypted_index", "c2ltdWxhdGVk")))
                .close()
                .openText()
                .delta(text(", and a log makes it repeatable."))
                .delta(cite(new JsonObject()
                        .put("type", "char_location")
                        .put("cited_text", "Everything a reader sees is an event.")
                        .put("document_index", 0)
                        .put("document_title", "Notes on logs")
                        .put("start_char_index", 0)
                        .put("end_char_index", 37)))
                .close()
                .stop("end_turn");
    }

    private static JsonObject text(String text) {
        return new JsonObject().put("type", "text_delta").put("text", text);
    }

    private static JsonObject cite(JsonObject citation) {
        return new JsonObject().put("type", "citations_delta").put("citation", citation);
    }

    static Iterator<Step> tool(Prompt prompt) {
        JsonArray tools = prompt.body().getJsonArray("tools", new JsonArray());
        String name = tools.isEmpty() ? "get_weather" : tools.getJsonObject(0).getString("name", "get_weather");
        return Answer.to(prompt)
                .text(Samples.BEFORE_TOOL)
                .tool(name, new JsonObject().put("city", "Bergen").put("days", 3))
                .stop("tool_use");
    }

    static Iterator<Step> cutText(Prompt prompt) {
        return Answer.to(prompt).unclosedText(Samples.CUT).close().stop("max_tokens");
    }

    static Iterator<Step> cutTool(Prompt prompt) {
        return Answer.to(prompt)
                .text(Samples.BEFORE_TOOL)
                .unclosedTool("get_weather", "{\"city\":\"Ber")
                .stop("max_tokens");
    }

    static Iterator<Step> refusal(Prompt prompt, boolean early) {
        Answer answer = Answer.to(prompt);
        if (!early) {
            answer.text(Samples.BEFORE_REFUSAL);
        }
        return answer.stop(
                "refusal",
                new JsonObject()
                        .put("type", "refusal")
                        .put("category", "simulated")
                        .put("explanation", "The simulator refuses this one because it was asked to."));
    }

    static Iterator<Step> unknown(Prompt prompt) {
        return Answer.to(prompt)
                .send("aurora_borealis", new JsonObject().put("brightness", 0.75))
                .then(new Raw("event: free_form\ndata: not JSON at all\nid: 7\nretry: 10\n\n"))
                .open(new JsonObject().put("type", "hologram").put("angle", 1.50))
                .delta(new JsonObject().put("type", "hologram_delta").put("angle", 2))
                .close()
                .open(new JsonObject().put("type", "text").put("text", "").put("mood", "calm"))
                .delta(new JsonObject().put("type", "sparkle_delta").put("sparkle", "✨"))
                .delta(text(
                        "Everything around this sentence is unknown to any client, and this sentence arrives anyway."))
                .close()
                .stop("winter_is_coming");
    }

    /** Written by hand: no JSON writer would make the halves of an emoji by itself. */
    static Iterator<Step> surrogate(Prompt prompt) {
        return Answer.to(prompt)
                .openText()
                .then(half("A wave cut in two: \\ud83d"))
                .then(half("\\udc4b. And half of one: \\ud83d"))
                .then(half(". That is all."))
                .close()
                .stop("end_turn");
    }

    private static Step half(String escaped) {
        return new Step.Send(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + escaped
                        + "\"}}");
    }
}
