package dev.parley.observe;

import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.turn.CallWatch.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Counts calls to models: how they ended, what they cost. Those for titles and summaries are among them. */
@Singleton
class ModelMeters {

    private final MeterRegistry registry;
    private final Labels models = new Labels();
    private final Map<Outcome, Timer> calls;
    private final Map<ModelFailure.Kind, Counter> errors;
    private final Map<ModelEvent.WaitReason, Counter> retries;

    ModelMeters(MeterRegistry registry) {
        this.registry = registry;
        this.calls = each(
                Outcome.class,
                outcome -> Timer.builder("parley.model.call")
                        .description("How long calls to models took, with their retries, by how they ended")
                        .tag("outcome", Labels.of(outcome))
                        .register(registry));
        this.errors = each(
                ModelFailure.Kind.class,
                kind -> Counter.builder("parley.model.errors")
                        .description("Calls to models that failed for good, by why")
                        .tag("kind", Labels.of(kind))
                        .register(registry));
        this.retries = each(
                ModelEvent.WaitReason.class,
                reason -> Counter.builder("parley.model.retries")
                        .description("Attempts of calls to models that were made again, by why the last one failed")
                        .tag("reason", Labels.of(reason))
                        .register(registry));
    }

    private static <K extends Enum<K>, V> Map<K, V> each(Class<K> keys, Function<K, V> made) {
        var all = new EnumMap<K, V>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, made.apply(key));
        }
        return all;
    }

    void retried(ModelEvent.WaitReason reason) {
        of(retries, reason).increment();
    }

    void failed(ModelFailure.Kind kind) {
        of(errors, kind).increment();
    }

    void ended(Outcome outcome, Usage usage, Duration after) {
        of(calls, outcome).record(after);
        String model = usage.model();
        if (model == null) {
            // Nothing was answered, so nothing was paid for.
            return;
        }
        var labels = Tags.of("model", models.bounded(model), "estimated", String.valueOf(usage.estimated()));
        count(labels, "input", usage.inputTokens());
        count(labels, "output", usage.outputTokens());
        count(labels, "cache_read", usage.cacheReadTokens());
        count(labels, "cache_write", usage.cacheWriteTokens());
        var cost = usage.cost();
        if (cost != null) {
            Counter.builder("parley.model.cost")
                    .description(
                            "What calls to models have cost by the configured prices; estimated where they were cut off")
                    .baseUnit("dollars")
                    .tags(labels)
                    .register(registry)
                    .increment(cost);
        }
    }

    private void count(Tags labels, String kind, long tokens) {
        Counter.builder("parley.model.tokens")
                .description("Tokens that models read and wrote; estimated where a call was cut off")
                .tags(labels.and("kind", kind))
                .register(registry)
                .increment((double) tokens);
    }

    private static <K, V> V of(Map<K, V> all, K key) {
        var found = all.get(key);
        if (found == null) {
            throw new IllegalArgumentException(String.valueOf(key));
        }
        return found;
    }
}
