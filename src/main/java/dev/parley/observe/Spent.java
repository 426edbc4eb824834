package dev.parley.observe;

import dev.parley.conversation.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What calls to models have cost together.
 *
 * @param model the last one's; null before the first
 * @param estimated whether any of them was
 */
record Spent(@Nullable String model, long input, long output, long cacheRead, long cacheWrite, boolean estimated) {

    static final Spent NOTHING = new Spent(null, 0, 0, 0, 0, false);

    Spent plus(Usage usage) {
        return new Spent(
                usage.model() == null ? model : usage.model(),
                input + usage.inputTokens(),
                output + usage.outputTokens(),
                cacheRead + usage.cacheReadTokens(),
                cacheWrite + usage.cacheWriteTokens(),
                estimated || usage.estimated());
    }

    /** In the words that OpenTelemetry has for it, where it has any. */
    void describe(Span span) {
        if (model != null) {
            span.set("gen_ai.response.model", model);
            span.set("gen_ai.usage.input_tokens", input + cacheRead + cacheWrite);
            span.set("gen_ai.usage.output_tokens", output);
            span.set("gen_ai.usage.cache_read.input_tokens", cacheRead);
            span.set("gen_ai.usage.cache_creation.input_tokens", cacheWrite);
            span.set("parley.usage.estimated", estimated);
        }
    }
}
