package dev.parley.model.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.ModelEvent.Usage;

/** Follows an answer's usage: each report replaces the one before, and what a report leaves out keeps its value. */
final class UsageTally {

    private Usage usage = Usage.NONE;

    Usage update(JsonNode counts) {
        long input = counts.path("input_tokens").asLong(0);
        usage = new Usage(
                // Gateways report 0 at the start and the truth at the end, or the other way round.
                input > 0 ? input : usage.inputTokens(),
                count(counts, "output_tokens", usage.outputTokens()),
                count(counts, "cache_read_input_tokens", usage.cacheReadTokens()),
                count(counts, "cache_creation_input_tokens", usage.cacheWriteTokens()));
        return usage;
    }

    private static long count(JsonNode counts, String field, long before) {
        JsonNode value = counts.path(field);
        return value.isNumber() ? Math.max(0, value.asLong()) : before;
    }
}
