package dev.parley.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to a model.
 *
 * @param model the model's id; null for the provider's configured one
 * @param system the system prompt; null for the provider's configured one
 * @param messages the prompt, oldest first, never empty
 * @param maxTokens the longest answer in tokens; null for the configured one
 * @param effort {@code low} to {@code max}; null for the configured one
 */
public record ModelRequest(
        @Nullable String model,
        @Nullable String system,
        List<ModelMessage> messages,
        @Nullable Integer maxTokens,
        @Nullable String effort) {

    public ModelRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A request needs at least one message");
        }
    }

    public static ModelRequest of(List<ModelMessage> messages) {
        return new ModelRequest(null, null, messages, null, null);
    }

    public ModelRequest withModel(String model) {
        return new ModelRequest(model, system, messages, maxTokens, effort);
    }

    public ModelRequest withSystem(String system) {
        return new ModelRequest(model, system, messages, maxTokens, effort);
    }
}
