package dev.parley.demo;

import java.util.Arrays;
import java.util.Locale;

/** What many numbers have in one. */
enum Measure {
    COUNT,
    SUM,
    MEAN,
    MEDIAN,
    MIN,
    MAX;

    /** @throws IllegalArgumentException if nothing is called so */
    static Measure named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "count", "number" -> COUNT;
            case "sum", "total" -> SUM;
            case "mean", "average", "avg" -> MEAN;
            case "median" -> MEDIAN;
            case "min", "minimum" -> MIN;
            case "max", "maximum" -> MAX;
            default -> throw new IllegalArgumentException("No measure is called " + word);
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** NaN where there are no numbers to have it of. */
    double of(double[] numbers) {
        var stream = Arrays.stream(numbers);
        return switch (this) {
            case COUNT -> numbers.length;
            case SUM -> stream.sum();
            case MEAN -> stream.average().orElse(Double.NaN);
            case MEDIAN -> median(stream.sorted().toArray());
            case MIN -> stream.min().orElse(Double.NaN);
            case MAX -> stream.max().orElse(Double.NaN);
        };
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
