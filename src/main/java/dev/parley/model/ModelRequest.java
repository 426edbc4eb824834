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
 * @param brief whether a few words are wanted at once: without thinking, and without the configured effort
 */
public record ModelRequest(
        @Nullable String model,
        @Nullable String system,
        List<ModelMessage> messages,
        @Nullable Integer maxTokens,
        @Nullable String effort,
        boolean brief) {

    public ModelRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("A request needs at least one message");
        }
    }

    public ModelRequest(
            @Nullable String model,
            @Nullable String system,
            List<ModelMessage> messages,
            @Nullable Integer maxTokens,
            @Nullable String effort) {
        this(model, system, messages, maxTokens, effort, false);
    }

    public static ModelRequest of(List<ModelMessage> messages) {
        return new ModelRequest(null, null, messages, null, null);
    }

    /** A question with a short answer, for a model that may be a cheaper one than the configured. */
    public static ModelRequest brief(String model, String system, String question, int maxTokens) {
        return new ModelRequest(model, system, List.of(ModelMessage.user(question)), maxTokens, null, true);
    }

    public ModelRequest withModel(String model) {
        return new ModelRequest(model, system, messages, maxTokens, effort, brief);
    }

    public ModelRequest withEffort(String effort) {
        return new ModelRequest(model, system, messages, maxTokens, effort, brief);
    }

    public ModelRequest withSystem(String system) {
        return new ModelRequest(model, system, messages, maxTokens, effort, brief);
    }
}
