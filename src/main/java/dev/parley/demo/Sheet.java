package dev.parley.demo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that was read from a file.
 *
 * @param remarks what the reader should know of it, in sentences
 */
record Sheet(String name, List<Column> columns, int rows, List<String> remarks) {

    enum Kind {
        TEXT,
        NUMBER,
        /** With or without a time. */
        DATE
    }

    /** @param cells each of its kind, or null where there is none */
    record Column(String name, Kind kind, List<@Nullable Object> cells) {

        double[] numbers() {
            return cells.stream()
                    .filter(Number.class::isInstance)
                    .mapToDouble(cell -> ((Number) cell).doubleValue())
                    .toArray();
        }

        long filled() {
            return cells.stream().filter(Objects::nonNull).count();
        }

        int different() {
            var values = new HashSet<>(cells);
            values.remove(null);
            return values.size();
        }
    }

    /** What one column has, as a row. */
    @RegisterForReflection
    record Described(
            String column,
            String kind,
            long filled,
            int different,
            @Nullable Object min,
            @Nullable Object mean,
            @Nullable Object max) {}

    Sheet {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
    }

    /** By its name, in upper or lower case. */
    Optional<Column> column(String asked) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(asked))
                .findFirst();
    }

    /** The first of a kind. */
    Optional<Column> first(Kind kind) {
        return columns.stream().filter(column -> column.kind() == kind).findFirst();
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** As {@code table} takes it. */
    Map<String, List<@Nullable Object>> cells() {
        var cells = new LinkedHashMap<String, List<@Nullable Object>>();
        columns.forEach(column -> cells.put(column.name(), column.cells()));
        return cells;
    }

    long missing() {
        return columns.stream().mapToLong(column -> rows - column.filled()).sum();
    }

    List<Described> described() {
        return columns.stream().map(Sheet::described).toList();
    }

    private static Described described(Column column) {
        var numbers = column.numbers();
        return new Described(
                column.name(),
                column.kind().name().toLowerCase(Locale.ROOT),
                column.filled(),
                column.different(),
                rounded(Measure.MIN.of(numbers)),
                rounded(Measure.MEAN.of(numbers)),
                rounded(Measure.MAX.of(numbers)));
    }

    /** Two decimals, or three digits of what is smaller than one; null for no number. */
    static @Nullable Object rounded(double number) {
        if (!Double.isFinite(number)) {
            return null;
        }
        double step =
                Math.abs(number) >= 1 || number == 0 ? 100 : Math.pow(10, 2 - Math.floor(Math.log10(Math.abs(number))));
        double rounded = Math.rint(number * step) / step;
        if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
            return (long) rounded;
        }
        return rounded;
    }

    static String heading(Measure measure, @Nullable Column of) {
        return of == null ? "number of rows" : measure.word() + " of " + of.name();
    }

    /** A measure of a column, or the number of rows; null where there is nothing to measure. */
    @Nullable
    Object measured(Measure measure, @Nullable Column of) {
        if (of == null) {
            return rows;
        }
        return measure == Measure.COUNT ? of.filled() : rounded(measure.of(of.numbers()));
    }

    /** A measure of {@code of} for each value of {@code by}: dates in their order, all else the largest first. */
    List<Map<String, @Nullable Object>> measured(Measure measure, @Nullable Column of, Column by) {
        var groups = new LinkedHashMap<Object, List<Double>>();
        for (int row = 0; row < rows; row++) {
            Object key = by.cells().get(row);
            Object value = of == null ? key : of.cells().get(row);
            if (key != null && value != null) {
                groups.computeIfAbsent(key, any -> new ArrayList<>()).add(number(value));
            }
        }
        String heading = heading(measure, of);
        var measured = new ArrayList<Map<String, @Nullable Object>>();
        groups.forEach((key, values) -> {
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put(by.name(), key);
            row.put(
                    heading,
                    rounded(measure.of(
                            values.stream().mapToDouble(Double::doubleValue).toArray())));
            measured.add(row);
        });
        measured.sort(
                switch (by.kind()) {
                    case TEXT -> Comparator.comparingDouble(row -> -number(row.get(heading)));
                    case NUMBER -> Comparator.comparingDouble(row -> number(row.get(by.name())));
                    // As ISO 8601 they sort by their texts.
                    case DATE -> Comparator.comparing(row -> String.valueOf(row.get(by.name())));
                });
        return measured;
    }

    /** The rows with the largest, or smallest, values of a column. */
    List<Map<String, @Nullable Object>> extremes(Column by, int count, boolean largest) {
        Comparator<Integer> order =
                Comparator.comparingDouble(row -> number(by.cells().get(row)));
        return IntStream.range(0, rows)
                .filter(row -> by.cells().get(row) != null)
                .boxed()
                .sorted(largest ? order.reversed() : order)
                .limit(count)
                .map(this::row)
                .toList();
    }

    private static double number(@Nullable Object cell) {
        return cell instanceof Number number ? number.doubleValue() : 0;
    }

    Map<String, @Nullable Object> row(int number) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        columns.forEach(column -> row.put(column.name(), column.cells().get(number)));
        return row;
    }

    /** At most so many rows, evenly over all that have a value in each of these columns. */
    List<Map<String, @Nullable Object>> sample(int most, Column... some) {
        int[] full = IntStream.range(0, rows)
                .filter(row -> Stream.of(some).allMatch(column -> column.cells().get(row) != null))
                .toArray();
        int step = Math.max(1, (full.length + most - 1) / most);
        return IntStream.iterate(0, at -> at < full.length, at -> at + step)
                .map(at -> full[at])
                .mapToObj(number -> {
                    var row = new LinkedHashMap<String, @Nullable Object>();
                    for (var column : some) {
                        row.put(column.name(), column.cells().get(number));
                    }
                    return (Map<String, @Nullable Object>) row;
                })
                .toList();
    }
}
