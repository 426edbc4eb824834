package dev.parley.chat.stream.langchain4j;

import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.output.TokenUsage;
import dev.parley.chat.stream.Chunks;
import dev.parley.chat.stream.StreamAdapter;
import dev.parley.model.ModelEvent;
import org.jspecify.annotations.Nullable;

/** A streaming model's events. */
public final class LangChainStreams implements StreamAdapter {

    /** Its streams are publishers, which anyone can read. */
    @Override
    public @Nullable Chunks chunks(Object source) {
        return null;
    }

    @Override
    public @Nullable Object meaning(Object chunk) {
        return switch (chunk) {
            case PartialResponse response -> response.text();
            case PartialThinking thinking
            when !thinking.text().isEmpty() -> new ModelEvent.Thinking(0, thinking.text());
            case CompleteToolCall call ->
                new ModelEvent.ToolUse(
                        call.index(),
                        String.valueOf(call.toolExecutionRequest().id()),
                        call.toolExecutionRequest().name(),
                        call.toolExecutionRequest().arguments());
            case CompleteResponse complete -> usage(complete.chatResponse().tokenUsage());
            case ChatModelStreamingEvent _ -> "";
            default -> null;
        };
    }

    private static Object usage(@Nullable TokenUsage usage) {
        return usage == null
                ? ""
                : new ModelEvent.UsageReported(
                        new ModelEvent.Usage(orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount()), 0, 0));
    }

    private static int orZero(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
