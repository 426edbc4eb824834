package dev.parley.turn;

import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelPrices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the calls of one message have cost so far; they add up. Thread-safe. */
final class MessageUsage {

    private static final double BILLIONTH = 1e9;

    private final Function<String, @Nullable ModelPrices> prices;
    private final List<Call> calls = new ArrayList<>();

    /** @param prices null for a model without any */
    MessageUsage(Function<String, @Nullable ModelPrices> prices) {
        this.prices = prices;
    }

    /** One call, or another stream. Guarded by its message's usage. */
    final class Call {

        private long promptEstimate;
        private String model = "";
        private ModelEvent.@Nullable Usage told;
        private long characters;
        private boolean ended;

        private Call() {}

        /** @param promptTokens about how many its prompt has, for a provider that does not say */
        void answeredBy(String name, long promptTokens) {
            synchronized (MessageUsage.this) {
                model = name;
                promptEstimate = promptTokens;
            }
        }

        void wrote(int more) {
            synchronized (MessageUsage.this) {
                characters += more;
            }
        }

        /** @return whether that was the first report, which readers should see at once */
        boolean told(ModelEvent.Usage usage) {
            synchronized (MessageUsage.this) {
                boolean first = told == null;
                told = usage;
                return first;
            }
        }

        /** @return whether there is something to tell readers now */
        boolean end() {
            synchronized (MessageUsage.this) {
                ended = true;
                return counts();
            }
        }

        /** Text of no model costs nothing here. */
        private boolean counts() {
            return told != null || !model.isEmpty();
        }

        private boolean isEstimated() {
            return !ended || told == null || told.promptTokens() == 0;
        }

        private ModelEvent.Usage usage() {
            long written = TokenEstimate.ofCharacters(characters);
            if (told == null) {
                return new ModelEvent.Usage(promptEstimate, written, 0, 0);
            }
            return new ModelEvent.Usage(
                    told.promptTokens() == 0 ? promptEstimate : told.inputTokens(),
                    ended ? told.outputTokens() : Math.max(told.outputTokens(), written),
                    told.cacheReadTokens(),
                    told.cacheWriteTokens());
        }

        private @Nullable Double cost() {
            var known = model.isEmpty() ? null : prices.apply(model);
            return known == null ? null : known.cost(usage());
        }
    }

    synchronized Call begin() {
        var call = new Call();
        calls.add(call);
        return call;
    }

    /** Whether a call goes on: how it would have ended is estimated. */
    synchronized boolean isUnderWay() {
        return calls.stream().anyMatch(call -> !call.ended && call.counts());
    }

    synchronized Usage total() {
        var sum = ModelEvent.Usage.NONE;
        String model = null;
        long context = 0;
        Double cost = null;
        boolean estimated = false;
        for (var call : calls) {
            if (call.counts()) {
                var usage = call.usage();
                sum = sum.plus(usage);
                context = usage.promptTokens() + usage.outputTokens();
                model = call.model.isEmpty() ? model : call.model;
                cost = added(cost, call.cost());
                estimated |= call.isEstimated();
            }
        }
        return new Usage(
                sum.inputTokens(),
                sum.outputTokens(),
                sum.cacheReadTokens(),
                sum.cacheWriteTokens(),
                model,
                context,
                cost == null ? null : Math.round(cost * BILLIONTH) / BILLIONTH,
                estimated);
    }

    private static @Nullable Double added(@Nullable Double one, @Nullable Double other) {
        if (one == null) {
            return other;
        }
        return other == null ? one : Double.valueOf(one + other);
    }
}
