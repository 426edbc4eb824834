package dev.parley.observe;

import dev.parley.conversation.Usage;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * What calls to models have cost together.
 *
 * @param model the last one's; null before the first
 * @param estimated whether any of them was
 */
record TurnUsage(@Nullable String model, long input, long output, long cacheRead, long cacheWrite, boolean estimated) {

    static final TurnUsage NOTHING = new TurnUsage(null, 0, 0, 0, 0, false);

    TurnUsage plus(Usage usage) {
        return new TurnUsage(
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
            span.setAttribute("gen_ai.response.model", model);
            span.setAttribute("gen_ai.usage.input_tokens", input + cacheRead + cacheWrite);
            span.setAttribute("gen_ai.usage.output_tokens", output);
            span.setAttribute("gen_ai.usage.cache_read.input_tokens", cacheRead);
            span.setAttribute("gen_ai.usage.cache_creation.input_tokens", cacheWrite);
            span.setAttribute("parley.usage.estimated", estimated);
        }
    }
}
