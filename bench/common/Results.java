package common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * What the runs of all rounds gave, in the order in which they came.
 *
 * @param <L> what was asked
 * @param <S> who was asked
 * @param <R> what one run gave
 */
public final class Results<L, S, R> {

    private final Map<L, Map<S, List<R>>> runs = new LinkedHashMap<>();

    /** One more run. */
    public void add(L load, S subject, R result) {
        runs.computeIfAbsent(load, key -> new LinkedHashMap<>())
                .computeIfAbsent(subject, key -> new ArrayList<>())
                .add(result);
    }

    /** The runs of one load by one subject, perhaps none. */
    public List<R> of(L load, S subject) {
        return runs.getOrDefault(load, Map.of()).getOrDefault(subject, List.of());
    }

    /** The middle figure of those runs; NaN where there are none. */
    public double median(L load, S subject, ToDoubleFunction<R> figure) {
        return Medians.median(of(load, subject), figure);
    }

    /** All loads that have been measured. */
    public List<L> loads() {
        return List.copyOf(runs.keySet());
    }

    /** Each subject that has been measured under a load, with its runs. */
    public void each(L load, BiConsumer<S, List<R>> use) {
        runs.getOrDefault(load, Map.of()).forEach(use);
    }

    /** All runs of all. */
    public List<R> all() {
        return runs.values().stream()
                .flatMap(subjects -> subjects.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Whether nothing has been measured at all. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }
}
