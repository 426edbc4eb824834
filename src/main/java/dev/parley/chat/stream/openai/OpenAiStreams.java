package dev.parley.chat.stream.openai;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.responses.ResponseStreamEvent;
import dev.parley.chat.stream.Chunks;
import dev.parley.chat.stream.StreamAdapter;
import org.jspecify.annotations.Nullable;

/** Chat completions and responses: their text, and nothing else of them. */
public final class OpenAiStreams implements StreamAdapter {

    @Override
    public @Nullable Chunks chunks(Object source) {
        return switch (source) {
            case StreamResponse<?> response ->
                new Chunks.Pulled(response.stream().iterator(), response);
            case AsyncStreamResponse<?> response -> new Chunks.Pushed(new AsyncChunks(response));
            default -> null;
        };
    }

    @Override
    public @Nullable Object meaning(Object chunk) {
        return switch (chunk) {
            case ChatCompletionChunk completion -> text(completion);
            case ResponseStreamEvent event -> text(event);
            default -> null;
        };
    }

    /** The last chunk, with the usage, has no choices. */
    private static String text(ChatCompletionChunk completion) {
        return completion.choices().stream()
                .findFirst()
                .flatMap(choice -> choice.delta().content())
                .orElse("");
    }

    private static String text(ResponseStreamEvent event) {
        if (event.isError()) {
            throw new IllegalStateException(
                    "The model failed: " + event.asError().message());
        }
        if (event.isFailed()) {
            throw new IllegalStateException("The model failed: "
                    + event.asFailed()
                            .response()
                            .error()
                            .map(error -> error.message())
                            .orElse("no reason was given"));
        }
        if (event.isRefusalDelta()) {
            return event.asRefusalDelta().delta();
        }
        return event.isOutputTextDelta() ? event.asOutputTextDelta().delta() : "";
    }
}
