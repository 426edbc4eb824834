package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.BlockEnded;
import dev.parley.model.ModelEvent.Citation;
import dev.parley.model.ModelEvent.Finished;
import dev.parley.model.ModelEvent.Started;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelEvent.Text;
import dev.parley.model.ModelEvent.Thinking;
import dev.parley.model.ModelEvent.ToolUse;
import dev.parley.model.ModelEvent.Usage;
import dev.parley.model.ModelEvent.UsageReported;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeStreamDecoderTest {

    private static final Started STARTED = new Started("msg_01", "claude-sonnet-5-5");
    private static final UsageReported FIRST_USAGE = usage(25, 1);
    private static final UsageReported LAST_USAGE = usage(25, 15);
    private static final Finished END_TURN = new Finished(StopReason.END_TURN, null);

    /** A stream on its way through parser and decoder. */
    private static final class Pipeline {

        final List<ModelEvent> events = new ArrayList<>();
        final WarnOnce warnings = new WarnOnce();
        private final Diagnosis diagnosis = new Diagnosis("host", "claude-test", null);
        private final ClaudeStreamDecoder decoder = new ClaudeStreamDecoder(diagnosis, warnings, events::add);
        private final SseParser parser = new SseParser(1 << 20, diagnosis, decoder::event);

        void feed(byte[] bytes) {
            parser.feed(bytes);
        }

        /** Blocks whole, however they were sent. */
        List<ModelEvent> end() {
            decoder.end();
            return events.stream()
                    .map(event ->
                            event instanceof BlockEnded ended ? new BlockEnded(ended.block(), ended.whole()) : event)
                    .toList();
        }
    }

    private static UsageReported usage(long input, long output) {
        return new UsageReported(new Usage(input, output, 0, 0));
    }

    private static List<ModelEvent> decode(byte[] bytes) {
        Pipeline pipeline = new Pipeline();
        pipeline.feed(bytes);
        return pipeline.end();
    }

    private static List<ModelEvent> decode(String stream) {
        return decode(stream.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] fixture(String name) {
        try (InputStream file = ClaudeStreamDecoderTest.class.getResourceAsStream("/model/claude/" + name + ".sse")) {
            assertThat(file).as(name).isNotNull();
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ModelEvent> decodeFixture(String name) {
        return decode(fixture(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "thinking",
                "thinking-omitted",
                "tool",
                "server-tool",
                "max-tokens-in-tool",
                "refusal",
                "refusal-early",
                "unknown",
                "usage",
                "vllm",
                "odd-framing",
                "surrogate"
            })
    void anySplitOfAStreamGivesTheSameEvents(String name) {
        byte[] bytes = fixture(name);
        List<ModelEvent> whole = decode(bytes);
        Random random = new Random(7);
        for (int longest : new int[] {1, 3, 17, 200}) {
            Pipeline pipeline = new Pipeline();
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(longest));
                pipeline.feed(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(pipeline.end()).isEqualTo(whole);
        }
    }

    @Test
    void aBlockLeavesOutTheTextThatWasStreamed() {
        Pipeline pipeline = new Pipeline();
        pipeline.feed(fixture("thinking"));
        var blocks = pipeline.events.stream()
                .filter(BlockEnded.class::isInstance)
                .map(BlockEnded.class::cast)
                .toList();
        assertThat(blocks).extracting(BlockEnded::text).last().isEqualTo("42");
        assertThat(blocks.getLast().json()).isEqualTo("{\"type\":\"text\",\"text\":}");
        assertThat(blocks.getLast().whole()).isEqualTo("{\"type\":\"text\",\"text\":\"42\"}");
    }

    @Test
    void textComesInOrderWithItsUsage() {
        assertThat(decodeFixture("text"))
                .containsExactly(
                        STARTED,
                        FIRST_USAGE,
                        new Text(0, "Hi"),
                        new Text(0, " thère 👋"),
                        new BlockEnded(0, "{\"type\":\"text\",\"text\":\"Hi thère 👋\"}"),
                        LAST_USAGE,
                        END_TURN);
    }

    @Test
    void oddFramingChangesNothing() {
        assertThat(decodeFixture("odd-framing")).isEqualTo(decodeFixture("text"));
    }

    @Test
    void thinkingEndsWithItsSignatureAndRedactedThinkingWithItsData() {
        assertThat(decodeFixture("thinking"))
                .containsExactly(
                        STARTED,
                        FIRST_USAGE,
                        new Thinking(0, "Let me "),
                        new Thinking(0, "see."),
                        new BlockEnded(
                                0, "{\"type\":\"thinking\",\"thinking\":\"Let me see.\",\"signature\":\"EqQB+/==\"}"),
                        new BlockEnded(1, "{\"type\":\"redacted_thinking\",\"data\":\"EmwKAh/+==\"}"),
                        new Text(2, "42"),
                        new BlockEnded(2, "{\"type\":\"text\",\"text\":\"42\"}"),
                        LAST_USAGE,
                        END_TURN);
    }

    @Test
    void aLaterSignatureReplacesAnEarlierOne() {
        assertThat(decodeFixture("thinking-omitted"))
                .contains(new BlockEnded(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"two\"}"))
                .noneMatch(Thinking.class::isInstance);
    }

    @Test
    void aToolIsNamedOnceItsInputIsWholeAndVerbatim() {
        String input = "{\"city\": \"Bergen\", \"precise\": 1.50, \"big\": 12345678901234567890}";
        assertThat(decodeFixture("tool"))
                .containsSubsequence(
                        new ToolUse(1, "toolu_01", "get_weather", input),
                        new BlockEnded(
                                1,
                                "{\"type\":\"tool_use\",\"id\":\"toolu_01\",\"name\":\"get_weather\",\"input\":" + input
                                        + "}"),
                        new ToolUse(2, "toolu_02", "now", "{}"),
                        new BlockEnded(2, "{\"type\":\"tool_use\",\"id\":\"toolu_02\",\"name\":\"now\",\"input\":{}}"),
                        usage(25, 40),
                        new Finished(StopReason.TOOL_USE, null));
    }

    @Test
    void aToolOfTheServerIsKeptButNotToBeRun() {
        List<ModelEvent> events = decodeFixture("server-tool");
        assertThat(events).noneMatch(ToolUse.class::isInstance);
        assertThat(events)
                .contains(
                        new BlockEnded(
                                0,
                                "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_01\",\"name\":\"web_search\",\"input\":"
                                        + "{\"query\":\"x\"}}"),
                        new Citation(2, "so", "T", "https://example.com"),
                        new Citation(2, "and so", "D", null));
        assertThat(events)
                .filteredOn(BlockEnded.class::isInstance)
                .last()
                .asString()
                .contains("\"citations\":[{\"type\":\"web_search_result_location\"", "\"document_index\":0");
    }

    @Test
    void aToolCutOffByTheTokenLimitIsNeverNamed() {
        assertThat(decodeFixture("max-tokens-in-tool"))
                .containsExactly(STARTED, FIRST_USAGE, LAST_USAGE, new Finished(StopReason.MAX_TOKENS, null));
    }

    @Test
    void aRefusalSaysWhy() {
        assertThat(decodeFixture("refusal").getLast()).isEqualTo(new Finished(StopReason.REFUSAL, "Not this."));
        assertThat(decodeFixture("refusal-early"))
                .containsExactly(STARTED, FIRST_USAGE, LAST_USAGE, new Finished(StopReason.REFUSAL, "cyber"));
    }

    @Test
    void unknownThingsAreToleratedAndWhatCannotBeToldIsNotGivenBack() {
        assertThat(decodeFixture("unknown"))
                .containsExactly(
                        STARTED,
                        FIRST_USAGE,
                        new BlockEnded(0, "{\"type\":\"hologram\",\"angle\":1.5}"),
                        new Text(2, "Hi"),
                        new BlockEnded(2, "{\"type\":\"text\",\"text\":\"Hi\",\"mood\":\"calm\"}"),
                        LAST_USAGE,
                        new Finished(StopReason.OTHER, "winter"));
    }

    @Test
    void anUnknownThingIsLoggedOnce() {
        WarnOnce warnings = new WarnOnce();
        assertThat(warnings.unknown("event", "aurora")).isTrue();
        assertThat(warnings.unknown("event", "aurora")).isFalse();
        assertThat(warnings.unknown("delta", "aurora")).isTrue();
    }

    @Test
    void usageReplacesAndMissingOrEmptyCountsKeepTheirValue() {
        assertThat(decodeFixture("usage"))
                .filteredOn(UsageReported.class::isInstance)
                .containsExactly(
                        new UsageReported(new Usage(0, 1, 7, 3)),
                        new UsageReported(new Usage(30, 5, 7, 3)),
                        new UsageReported(new Usage(30, 9, 7, 3)));
    }

    @Test
    void otherServersAreUnderstood() {
        assertThat(decodeFixture("vllm"))
                .contains(
                        new Thinking(0, "Hm"),
                        new BlockEnded(0, "{\"type\":\"thinking\",\"thinking\":\"Hm\"}"),
                        new Text(1, "Al"),
                        new Text(1, "so"),
                        new BlockEnded(1, "{\"type\":\"text\",\"text\":\"Also\"}"));
    }

    @Test
    void halvesOfACharacterPassAsTheyAre() {
        assertThat(decodeFixture("surrogate")).contains(new Text(0, "a\ud83d"), new Text(0, "\udc4b"));
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error,OVERLOADED",
        "rate_limit_error,RATE_LIMITED",
        "api_error,SERVER_ERROR",
        "internal_error,SERVER_ERROR",
        "timeout_error,TIMED_OUT",
        "invalid_request_error,REFUSED_INPUT",
        "billing_error,BILLING",
        "something_new,SERVER_ERROR"
    })
    void anErrorEventIsClassifiedByItsType(String type, Kind kind) {
        fails(kind, Sse.start() + Sse.openText() + Sse.text("Hi") + Sse.error(type));
    }

    @Test
    void blocksOutOfOrderFail() {
        String text = Sse.openText() + Sse.text("Hi") + Sse.closeText();
        for (String stream : List.of(
                Sse.openText(),
                Sse.start() + Sse.start(),
                Sse.start() + Sse.text("Hi"),
                Sse.start() + Sse.openText() + Sse.openText(),
                Sse.start() + text + text,
                Sse.start() + text + Sse.text("again"),
                Sse.start() + text + Sse.closeText(),
                Sse.start() + text + Sse.event("message_stop", ""),
                Sse.start()
                        + Sse.openText()
                        + Sse.event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}"),
                Sse.start() + "event: content_block_delta\ndata: {\"type\":\n\n")) {
            fails(Kind.PROTOCOL, stream);
        }
    }

    @Test
    void aToolWhoseInputIsNoObjectFailsWhenItIsToBeRun() {
        String tool = Sse.event(
                        "content_block_start",
                        "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}")
                + Sse.event(
                        "content_block_delta",
                        "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":\"}")
                + Sse.closeText();
        fails(Kind.PROTOCOL, Sse.start() + tool + Sse.stop("tool_use"));
        assertThat(decode(Sse.start() + tool + Sse.stop("max_tokens"))).noneMatch(ToolUse.class::isInstance);
    }

    @Test
    void aStreamWithoutMessageStopIsInterrupted() {
        fails(Kind.INTERRUPTED, Sse.start() + Sse.openText() + Sse.text("Hi") + Sse.closeText());
        fails(Kind.INTERRUPTED, "");
    }

    private static void fails(Kind kind, String stream) {
        assertThatThrownBy(() -> decode(stream))
                .as(stream)
                .isInstanceOfSatisfying(
                        ModelFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
