package dev.parley.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Usage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * What all answers of a conversation have cost, those on other branches too.
 *
 * @param messages how many messages have cost something
 * @param cost in US dollars; null where no price is known
 * @param partly whether there are messages without a known price, which the cost is without
 */
@RegisterForReflection
record ConversationUsage(
        int messages,
        long inputTokens,
        long outputTokens,
        long cacheReadTokens,
        long cacheWriteTokens,
        @Nullable Double cost,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean partly,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean estimated) {

    private static final int WINDOW = 100;
    private static final double BILLIONTH = 1e9;
    private static final ConversationUsage NONE = new ConversationUsage(0, 0, 0, 0, 0, null, false, false);

    /** Reads every message, some at a time. */
    static ConversationUsage of(ConversationStore store, ConversationId conversation) {
        var sum = NONE;
        var window = store.messages(conversation, 0, WINDOW);
        while (!window.isEmpty()) {
            for (var message : window) {
                sum = message.usage() == null ? sum : sum.plus(message.usage());
            }
            window = store.messages(conversation, window.getLast().id(), WINDOW);
        }
        return sum;
    }

    private ConversationUsage plus(Usage usage) {
        Double price = usage.cost();
        double before = cost == null ? 0 : cost;
        return new ConversationUsage(
                messages + 1,
                inputTokens + usage.inputTokens(),
                outputTokens + usage.outputTokens(),
                cacheReadTokens + usage.cacheReadTokens(),
                cacheWriteTokens + usage.cacheWriteTokens(),
                price == null ? cost : Double.valueOf(Math.round((before + price) * BILLIONTH) / BILLIONTH),
                partly || price == null,
                estimated || usage.estimated());
    }
}
