package dev.parley.model;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model sends while it answers.
 *
 * <p>{@code block} numbers the content block within the answer, so that text before and after a tool call can be told
 * apart; it grows along the stream. Text events are well-formed UTF-16 except that a surrogate pair may be split over
 * two of them.
 */
public sealed interface ModelEvent {

    /** The call was answered; the first event, except for waits before it. */
    record Started(String id, String model) implements ModelEvent {}

    /** More of a text block; never empty. */
    record Text(int block, String text) implements ModelEvent {}

    /** More of a thinking block; never empty. */
    record Thinking(int block, String text) implements ModelEvent {}

    /** A tool the model wants run; {@code input} is a complete, valid JSON object. */
    record ToolUse(int block, String id, String name, String input) implements ModelEvent {}

    /**
     * A source for the text of {@code block}.
     *
     * @param citedText the words quoted from the source
     * @param title the source's title
     * @param url where the source is
     */
    record Citation(
            int block,
            @Nullable String citedText,
            @Nullable String title,
            @Nullable String url) implements ModelEvent {}

    /**
     * A block has ended properly.
     *
     * @param json the block as the provider wants it back, verbatim, but without {@code text}
     * @param text what the block's {@link Text} or {@link Thinking} events brought; null where {@code json} is whole
     * @param textAt where in {@code json} the text belongs, as a JSON string
     */
    record BlockEnded(int block, String json, @Nullable String text, int textAt) implements ModelEvent {

        /** A block of which {@code json} is all. */
        public BlockEnded(int block, String json) {
            this(block, json, null, 0);
        }

        /** The block as its provider wants it back. */
        public String whole() {
            return text == null
                    ? json
                    : json.substring(0, textAt)
                            + '"'
                            + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text))
                            + '"'
                            + json.substring(textAt);
        }
    }

    /** What the answer has cost so far: replaces what was reported before. */
    record UsageReported(Usage usage) implements ModelEvent {}

    /** The call waits before it is tried again. */
    record Waiting(WaitReason reason, Instant until) implements ModelEvent {}

    /** The answer has ended properly; the last event. */
    record Finished(StopReason reason, @Nullable String detail) implements ModelEvent {}

    enum WaitReason {
        RATE_LIMITED,
        OVERLOADED,
        SERVER_ERROR,
        UNREACHABLE
    }

    enum StopReason {
        END_TURN,
        MAX_TOKENS,
        STOP_SEQUENCE,
        TOOL_USE,
        PAUSE_TURN,
        REFUSAL,
        CONTEXT_WINDOW_EXCEEDED,
        /** One that this version does not know: the answer is complete all the same. */
        OTHER
    }

    /** The tokens of one answer. */
    record Usage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {

        public static final Usage NONE = new Usage(0, 0, 0, 0);

        /** All that the model has read, wherever it came from. */
        public long promptTokens() {
            return inputTokens + cacheReadTokens + cacheWriteTokens;
        }

        public Usage plus(Usage other) {
            return new Usage(
                    inputTokens + other.inputTokens,
                    outputTokens + other.outputTokens,
                    cacheReadTokens + other.cacheReadTokens,
                    cacheWriteTokens + other.cacheWriteTokens);
        }
    }
}
