package dev.parley.demo;

import dev.parley.chat.Chart;
import dev.parley.demo.Sheet.Column;
import dev.parley.demo.Sheet.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the chart that fits the columns. */
final class SheetChart {

    /** More bars are a wall. */
    private static final int MOST_BARS = 30;

    /** More points are a cloud. */
    private static final int MOST_POINTS = 2_000;

    private SheetChart() {}

    /** One that shows something of the table; empty where nothing can be drawn. */
    static Optional<Chart> fitting(Sheet sheet) {
        var numbers = sheet.columns().stream()
                .filter(column -> column.kind() == Kind.NUMBER && column.different() > 1)
                .toList();
        var along = sheet.first(Kind.DATE).or(() -> category(sheet));
        if (along.isPresent()) {
            var x = along.get();
            return numbers.isEmpty() ? of(sheet.measured(Measure.COUNT, null, x), x) : of(sheet, numbers.getLast(), x);
        }
        return numbers.size() < 2 ? Optional.empty() : of(sheet, numbers.get(1), numbers.getFirst());
    }

    private static Optional<Column> category(Sheet sheet) {
        return sheet.columns().stream()
                .filter(column -> column.kind() == Kind.TEXT && column.different() > 1)
                .filter(column -> column.different() <= MOST_BARS)
                .findFirst();
    }

    /** Points for numbers, else the mean for each date or each text. Empty where no row has both. */
    static Optional<Chart> of(Sheet sheet, Column y, Column x) {
        if (x.kind() != Kind.NUMBER) {
            return of(sheet.measured(Measure.MEAN, y, x), x);
        }
        var sample = sheet.sample(MOST_POINTS, x, y);
        if (sample.isEmpty()) {
            return Optional.empty();
        }
        var points = Chart.scatter(sample).x(x.name()).y(y.name());
        String some = sheet.rows() > MOST_POINTS ? ", a part of the rows" : "";
        return Optional.of(points.xLabel(x.name()).yLabel(y.name()).title(y.name() + " over " + x.name() + some));
    }

    /** @param measured rows of a value of {@code by} and a number */
    static Optional<Chart> of(List<Map<String, @Nullable Object>> measured, Column by) {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        boolean bars = by.kind() == Kind.TEXT;
        var shown = measured.subList(0, Math.min(measured.size(), bars ? MOST_BARS : Chart.MOST_ROWS));
        String values = List.copyOf(shown.getFirst().keySet()).getLast();
        String title =
                values + " by " + by.name() + (shown.size() < measured.size() ? ", the first " + shown.size() : "");
        var chart = bars ? Chart.bar(shown).descending() : Chart.line(shown);
        return Optional.of(chart.x(by.name()).y(values).yLabel(values).title(title));
    }
}
