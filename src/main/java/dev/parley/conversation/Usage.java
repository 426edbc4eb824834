package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a message has cost.
 *
 * @param model the one that answered, as it names itself; the last of several
 * @param contextTokens what the last call has read and written; 0 where nobody says
 * @param cost in US dollars, as of then; null where no price is known
 * @param estimated whether the figures are not, or not yet, what the provider says in the end
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        @Nullable String model,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long contextTokens,
        @Nullable Double cost,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean estimated) {

    private static final int LONGEST_NAME = 200;

    public Usage {
        model = model == null ? null : named(model);
    }

    /** A model's name is its server's word: it is kept as far as it is one. */
    static String named(String model) {
        return WellFormedText.of(model.length() <= LONGEST_NAME ? model : model.substring(0, LONGEST_NAME));
    }

    /** Of an unknown model. */
    public Usage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {
        this(inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, null, 0, null, false);
    }

    /** All that was read, wherever it came from. */
    @JsonIgnore
    public long promptTokens() {
        return inputTokens + cacheReadTokens + cacheWriteTokens;
    }
}
