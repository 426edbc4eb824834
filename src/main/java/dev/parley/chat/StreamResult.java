package dev.parley.chat;

import dev.parley.model.ModelEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a stream brought. {@link ChatContainer#write} replays it.
 *
 * @param text the whole text; empty if none came
 * @param parts what came, in order: texts, each as one string, and the other chunks
 * @param usage what it cost; {@link ModelEvent.Usage#NONE} where the source does not say
 * @param stopReason why a model stopped; null for other sources
 */
public record StreamResult(
        String text, List<Object> parts, ModelEvent.Usage usage, ModelEvent.@Nullable StopReason stopReason) {

    public StreamResult {
        parts = List.copyOf(parts);
    }
}
