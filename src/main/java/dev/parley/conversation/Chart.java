package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A chart of its rows.
 *
 * @param x the column along the bottom; null for the number of the row
 * @param y the columns with the values, each a series
 * @param size of a scatter chart's points: the name of a column, or a number
 * @param stack whether areas or bars stand upon each other
 */
public record Chart(
        Type chart,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        @Nullable String x,
        List<String> y,
        @Nullable Coloring color,
        @Nullable Object size,
        @Nullable String xLabel,
        @Nullable String yLabel,
        @Nullable String title,
        @Nullable Boolean stack,
        @Nullable Boolean horizontal,
        @Nullable Sort sort)
        implements Tabular {

    public enum Type {
        LINE,
        AREA,
        BAR,
        SCATTER;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The order of bars. */
    public enum Sort {
        NONE,
        ASCENDING,
        DESCENDING;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Chart {
        columns = Tabular.checkedColumns(columns);
        rows = Tabular.checkedRows(rows);
        y = List.copyOf(y);
        Tabular.checkWidth(columns, rows);
        requireColumn(columns, x);
        for (var series : y) {
            requireNumbers(column(columns, series));
        }
        requireColumn(columns, color == null ? null : color.column());
        checkSize(columns, size);
        if (y.isEmpty()) {
            throw new IllegalArgumentException("A chart needs a column with values");
        }
    }

    private static void checkSize(List<Column> columns, @Nullable Object size) {
        switch (size) {
            case null -> {}
            case String column -> requireNumbers(column(columns, column));
            case Number number when number.doubleValue() > 0 && Double.isFinite(number.doubleValue()) -> {}
            default -> throw new IllegalArgumentException("A point's size is a number above 0 or a column: " + size);
        }
    }

    private static void requireColumn(List<Column> columns, @Nullable String name) {
        if (name != null) {
            column(columns, name);
        }
    }

    private static Column column(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no column named " + name + " among "
                        + columns.stream().map(Column::name).collect(Collectors.joining(", "))));
    }

    private static void requireNumbers(Column column) {
        if (column.type() != Column.Type.NUMBER) {
            throw new IllegalArgumentException("A chart's values are numbers: " + column.name() + " has none");
        }
    }

    @Override
    public Chart after(Element.Change change) {
        return change instanceof Change now ? withRows(Tabular.appended(rows, now.rows())) : this;
    }

    /** The same with other rows. */
    public Chart withRows(List<List<@Nullable Object>> all) {
        return new Chart(chart, columns, all, x, y, color, size, xLabel, yLabel, title, stack, horizontal, sort);
    }

    /** Rows to append. */
    public record Change(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<@Nullable Object>> rows) implements Element.Change {

        public Change {
            rows = Tabular.checkedRows(rows);
        }

        @Override
        public int weight() {
            return Tabular.weight(rows);
        }
    }

    /**
     * The colours of a chart's series: given, or one for each value of a column.
     *
     * @param colors as {@code #rrggbb}, one for each series, in their order
     */
    public record Coloring(List<String> colors, @Nullable String column) {

        private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

        public Coloring {
            colors = List.copyOf(colors);
            if (colors.isEmpty() == (column == null)) {
                throw new IllegalArgumentException("Colours are given, or taken from a column");
            }
            for (var color : colors) {
                if (!COLOR.matcher(color).matches()) {
                    throw new IllegalArgumentException("A colour is #rrggbb, not " + color);
                }
            }
        }

        public static Coloring of(List<String> colors) {
            return new Coloring(colors, null);
        }

        public static Coloring by(String column) {
            return new Coloring(List.of(), column);
        }

        @JsonCreator
        static Coloring read(JsonNode json) {
            return json.isObject()
                    ? by(json.path("column").asText())
                    : of(StreamSupport.stream(json.spliterator(), false)
                            .map(JsonNode::asText)
                            .toList());
        }

        @JsonValue
        Object json() {
            return column == null ? colors : Map.of("column", column);
        }
    }
}
