package dev.parley.model;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Comparator;
import java.util.List;

/**
 * What a model's tokens cost.
 *
 * @param steps by the length of the prompt, the first from nothing on
 */
public record ModelPrices(List<Step> steps) {

    private static final double PER = 1_000_000;

    /**
     * Prices in US dollars for a million tokens.
     *
     * @param above of prompts with more tokens than that
     */
    @RegisterForReflection
    public record Step(long above, double input, double output, double cacheRead, double cacheWrite) {

        public Step {
            if (above < 0 || !(input >= 0 && output >= 0 && cacheRead >= 0 && cacheWrite >= 0)) {
                throw new IllegalArgumentException("Prices are 0 or more");
            }
        }

        private double cost(ModelEvent.Usage usage) {
            return (usage.inputTokens() * input
                            + usage.outputTokens() * output
                            + usage.cacheReadTokens() * cacheRead
                            + usage.cacheWriteTokens() * cacheWrite)
                    / PER;
        }
    }

    public ModelPrices {
        steps = steps.stream().sorted(Comparator.comparingLong(Step::above)).toList();
        if (steps.isEmpty() || steps.getFirst().above() != 0) {
            throw new IllegalArgumentException("Prices begin with those of a short prompt");
        }
    }

    /** In US dollars, of one call: how long its prompt was decides which prices hold. */
    public double cost(ModelEvent.Usage usage) {
        long prompt = usage.promptTokens();
        return steps.reversed().stream()
                .filter(step -> step.above() == 0 || prompt > step.above())
                .findFirst()
                .orElseThrow()
                .cost(usage);
    }
}
