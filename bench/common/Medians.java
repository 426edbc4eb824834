package common;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One figure of several runs. */
public final class Medians {

    private Medians() {}

    /** The middle one; NaN where there is none. */
    public static <R> double median(List<R> runs, ToDoubleFunction<R> figure) {
        double[] sorted = sorted(runs, figure);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The middle one with the smallest and the largest. */
    public static <R> String range(String format, List<R> runs, ToDoubleFunction<R> figure) {
        double middle = median(runs, figure);
        if (Double.isNaN(middle)) {
            return "–";
        }
        double[] sorted = sorted(runs, figure);
        return (format + " (" + format + "–" + format + ")").formatted(middle, sorted[0], sorted[sorted.length - 1]);
    }

    private static <R> double[] sorted(List<R> runs, ToDoubleFunction<R> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray();
    }
}
