package dev.parley.model.claude;

import dev.parley.model.ModelPrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The configured prices of models. */
final class PriceList {

    private final Map<String, ModelPrices> byModel =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private final boolean hour;

    PriceList(ClaudeConfig config) {
        this.hour = CacheMarks.forAnHour(config.cache());
        config.prices().forEach((model, prices) -> byModel.put(model, read(model, prices)));
    }

    boolean isEmpty() {
        return byModel.isEmpty();
    }

    /** Of the longest id that the model's begins with: one with a date is the one without it. */
    @Nullable
    ModelPrices of(String model) {
        return byModel.entrySet().stream()
                .filter(known -> isOrBegins(model, known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Version 5 is not the beginning of version 5.5: what follows is a date, or something of another kind. */
    private static boolean isOrBegins(String model, String id) {
        return model.startsWith(id) && model.substring(id.length()).matches("|[-@:]\\d{6,}.*|[@:].*|-latest");
    }

    private ModelPrices read(String model, ClaudeConfig.Prices prices) {
        try {
            List<ModelPrices.Step> steps = new ArrayList<>();
            steps.add(step(0, prices));
            prices.above().forEach((tokens, rates) -> steps.add(step(tokens, rates)));
            return new ModelPrices(steps);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "parley.claude.prices.\"" + model + "\" makes no sense: " + e.getMessage(), e);
        }
    }

    private ModelPrices.Step step(long above, ClaudeConfig.Rates rates) {
        return new ModelPrices.Step(
                above, rates.input(), rates.output(), orElse(rates.cacheRead(), rates.input()), cacheWrite(rates));
    }

    private double cacheWrite(ClaudeConfig.Rates rates) {
        double usual = orElse(rates.cacheWrite(), rates.input());
        return hour ? orElse(rates.cacheWriteHour(), usual) : usual;
    }

    private static double orElse(OptionalDouble price, double other) {
        return price.isPresent() ? price.getAsDouble() : other;
    }
}
