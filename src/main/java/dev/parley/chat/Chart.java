package dev.parley.chat;

import static dev.parley.conversation.Chart.Type.AREA;
import static dev.parley.conversation.Chart.Type.BAR;
import static dev.parley.conversation.Chart.Type.LINE;
import static dev.parley.conversation.Chart.Type.SCATTER;
import static java.util.Objects.requireNonNull;

import dev.parley.conversation.Chart.Coloring;
import dev.parley.conversation.Chart.Sort;
import dev.parley.conversation.Tabular.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart and its data, at most {@link #MOST_ROWS} rows. Not thread-safe; what is set after it was written changes nothing.
 */
@SuppressWarnings("BadImport") // The element has this class's name: its types stand here without it.
public final class Chart {

    /** More than a screen can show. */
    public static final int MOST_ROWS = 10_000;

    private final dev.parley.conversation.Chart.Type type;
    private final Table table;
    private @Nullable String x;
    private List<String> y = List.of();
    private @Nullable Coloring color;
    private @Nullable Object size;
    private @Nullable String xLabel;
    private @Nullable String yLabel;
    private @Nullable String title;
    private @Nullable Boolean stack;
    private @Nullable Boolean horizontal;
    private @Nullable Sort sort;

    private Chart(dev.parley.conversation.Chart.Type type, Object data) {
        this.type = type;
        this.table = Table.of(data);
    }

    /** @param data what {@link Table#of} reads */
    public static Chart line(Object data) {
        return new Chart(LINE, data);
    }

    public static Chart area(Object data) {
        return new Chart(AREA, data);
    }

    public static Chart bar(Object data) {
        return new Chart(BAR, data);
    }

    public static Chart scatter(Object data) {
        return new Chart(SCATTER, data);
    }

    /** The column along the bottom; without one it is the number of the row. */
    public Chart x(String column) {
        x = requireNonNull(column, "column");
        return this;
    }

    /** The columns with the values, each a series; without any, all columns of numbers but the one along the bottom. */
    public Chart y(String... columns) {
        y = all(columns, "columns");
        return this;
    }

    /** @param colors as {@code #rrggbb}, for each series in turn */
    public Chart colors(String... colors) {
        color = Coloring.of(all(colors, "colors"));
        return this;
    }

    /** A series, with a colour of its own, for each value of a column. */
    public Chart colorBy(String column) {
        color = Coloring.by(requireNonNull(column, "column"));
        return this;
    }

    /** How large the points of a scatter chart are, in pixels. */
    public Chart size(double pixels) {
        require(SCATTER, "size");
        size = pixels;
        return this;
    }

    /** The column that says how large the points of a scatter chart are. */
    public Chart sizeBy(String column) {
        require(SCATTER, "size");
        size = requireNonNull(column, "column");
        return this;
    }

    public Chart xLabel(String label) {
        xLabel = requireNonNull(label, "label");
        return this;
    }

    public Chart yLabel(String label) {
        yLabel = requireNonNull(label, "label");
        return this;
    }

    public Chart title(String newTitle) {
        title = requireNonNull(newTitle, "newTitle");
        return this;
    }

    /** Whether areas or bars stand upon each other. */
    public Chart stack(boolean stacked) {
        if (type != AREA) {
            require(BAR, "stack");
        }
        stack = stacked;
        return this;
    }

    /** Bars from left to right. */
    public Chart horizontal() {
        require(BAR, "horizontal");
        horizontal = true;
        return this;
    }

    /** The smallest bar first. */
    public Chart ascending() {
        require(BAR, "sort");
        sort = Sort.ASCENDING;
        return this;
    }

    /** The largest bar first. */
    public Chart descending() {
        require(BAR, "sort");
        sort = Sort.DESCENDING;
        return this;
    }

    private static List<String> all(String[] values, String name) {
        for (String value : requireNonNull(values, name)) {
            requireNonNull(value, name);
        }
        return List.of(values);
    }

    private void require(dev.parley.conversation.Chart.Type needed, String parameter) {
        if (type != needed) {
            throw new IllegalArgumentException("A " + type + " chart has no " + parameter);
        }
    }

    /** Its rows. */
    public Table table() {
        return table;
    }

    /**
     * What is drawn, as yet without rows.
     *
     * @throws IllegalArgumentException for columns that are not there or have no numbers
     */
    public dev.parley.conversation.Chart element() {
        var columns = columns();
        return new dev.parley.conversation.Chart(
                type,
                columns,
                List.of(),
                x,
                y.isEmpty() ? numbers(columns) : y,
                color,
                size,
                xLabel,
                yLabel,
                title,
                stack,
                horizontal,
                sort);
    }

    /** A chart that has no rows yet has the columns that it speaks of. */
    private List<Column> columns() {
        if (!table.columns().isEmpty()) {
            return table.columns();
        }
        var named = new ArrayList<Column>();
        if (x != null) {
            named.add(new Column(x, Column.Type.TEXT));
        }
        y.forEach(series -> named.add(new Column(series, Column.Type.NUMBER)));
        if (color != null && color.column() != null) {
            named.add(new Column(color.column(), Column.Type.TEXT));
        }
        if (size instanceof String column) {
            named.add(new Column(column, Column.Type.NUMBER));
        }
        return named;
    }

    private List<String> numbers(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.type() == Column.Type.NUMBER)
                .map(Column::name)
                .filter(name -> !name.equals(x) && !name.equals(size))
                .toList();
    }
}
