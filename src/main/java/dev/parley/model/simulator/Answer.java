package dev.parley.model.simulator;

import dev.parley.model.simulator.Step.Chunk;
import dev.parley.model.simulator.Step.Send;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a well-formed answer together, block by block. Long texts are cut up only while they are sent. */
final class Answer {

    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

    private final Prompt prompt;
    private final List<Stream<Step>> parts = new ArrayList<>();

    /** Counted while the answer is sent, so that the usage at its end is what was sent. */
    private final AtomicInteger sent = new AtomicInteger();

    private int block = -1;
    private boolean cut;

    private Answer(Prompt prompt) {
        this.prompt = prompt;
    }

    static Answer to(Prompt prompt) {
        return new Answer(prompt).start();
    }

    private Answer start() {
        PromptCache.Counts counts = prompt.counts();
        JsonObject usage = new JsonObject()
                .put("input_tokens", counts.input())
                .put("cache_creation_input_tokens", counts.written())
                .put("cache_read_input_tokens", counts.read())
                .put("output_tokens", 1);
        JsonObject message = new JsonObject()
                .put("id", Ids.next("msg_"))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", prompt.model())
                .put("content", new JsonArray())
                .putNull("stop_reason")
                .putNull("stop_sequence")
                .put("usage", usage);
        return send("message_start", new JsonObject().put("message", message));
    }

    Answer text(String markdown) {
        return text(WORDS.splitAsStream(markdown));
    }

    Answer text(Stream<String> chunks) {
        openText();
        chunks(Chunk.Kind.TEXT, chunks);
        return close();
    }

    /** Text that the script breaks off: its block stays open. */
    Answer openText() {
        return open(new JsonObject().put("type", "text").put("text", ""));
    }

    Answer unclosedText(String markdown) {
        return openText().chunks(Chunk.Kind.TEXT, WORDS.splitAsStream(markdown));
    }

    Answer thinking(String thought) {
        open(new JsonObject().put("type", "thinking").put("thinking", "").put("signature", ""));
        if (!prompt.omitsThinking()) {
            chunks(Chunk.Kind.THINKING, WORDS.splitAsStream(thought));
        }
        delta(new JsonObject().put("type", "signature_delta").put("signature", "c2ltdWxhdGVkLXNpZ25hdHVyZQ=="));
        return close();
    }

    Answer redactedThinking() {
        return open(new JsonObject().put("type", "redacted_thinking").put("data", "c2ltdWxhdGVkLXJlZGFjdGlvbg=="))
                .close();
    }

    Answer tool(String name, JsonObject input) {
        return unclosedTool(name, input.encode()).close();
    }

    Answer unclosedTool(String name, String input) {
        open(new JsonObject()
                .put("type", "tool_use")
                .put("id", Ids.next("toolu_"))
                .put("name", name)
                .put("input", new JsonObject()));
        return chunks(Chunk.Kind.INPUT, Stream.concat(Stream.of(""), pieces(input)));
    }

    private static Stream<String> pieces(String text) {
        int size = 6;
        return Stream.iterate(0, at -> at < text.length(), at -> at + size)
                .map(at -> text.substring(at, Math.min(text.length(), at + size)));
    }

    Answer open(JsonObject content) {
        block++;
        return send("content_block_start", new JsonObject().put("index", block).put("content_block", content));
    }

    Answer delta(JsonObject delta) {
        return send("content_block_delta", new JsonObject().put("index", block).put("delta", delta));
    }

    Answer close() {
        return send("content_block_stop", new JsonObject().put("index", block));
    }

    Answer chunks(Chunk.Kind kind, Stream<String> texts) {
        int at = block;
        parts.add(texts.takeWhile(ignored -> !exhausted()).map(text -> {
            sent.incrementAndGet();
            return new Chunk(at, kind, text);
        }));
        return this;
    }

    private boolean exhausted() {
        cut = cut || sent.get() >= prompt.maxTokens();
        return cut;
    }

    Answer ping() {
        return send("ping", new JsonObject());
    }

    Answer send(String type, JsonObject fields) {
        JsonObject event = new JsonObject().put("type", type).mergeIn(fields);
        return then(new Send(type, event.encode()));
    }

    Answer then(Step step) {
        parts.add(Stream.of(step));
        return this;
    }

    Answer then(Stream<Step> steps) {
        parts.add(steps);
        return this;
    }

    /** Ends the answer properly. */
    Iterator<Step> stop(String reason) {
        return stop(reason, null);
    }

    Iterator<Step> stop(String reason, @Nullable JsonObject details) {
        parts.add(Stream.of(0).map(ignored -> stopped(reason, details)));
        send("message_stop", new JsonObject());
        return then(Step.Ending.END).steps();
    }

    private Send stopped(String reason, @Nullable JsonObject details) {
        JsonObject delta =
                new JsonObject().put("stop_reason", cut ? "max_tokens" : reason).putNull("stop_sequence");
        if (details != null) {
            delta.put("stop_details", details);
        }
        JsonObject usage = new JsonObject().put("output_tokens", Math.max(1, sent.get()));
        return new Send(
                "message_delta",
                new JsonObject()
                        .put("type", "message_delta")
                        .put("delta", delta)
                        .put("usage", usage)
                        .encode());
    }

    /** The steps as they stand: an answer without an end. */
    Iterator<Step> steps() {
        return parts.stream().flatMap(part -> part).iterator();
    }
}
