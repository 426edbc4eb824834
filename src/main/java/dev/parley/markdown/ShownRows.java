package dev.parley.markdown;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Table;
import dev.parley.conversation.Tabular;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table's or a chart's rows, of which so many are written. */
public record ShownRows(List<Tabular.Column> columns, List<List<@Nullable Object>> shown, long total) {

    public static ShownRows of(Tabular tabular, int most) {
        var rows = tabular.rows();
        var shown = rows.subList(0, Math.min(rows.size(), most));
        return switch (tabular) {
            case Table table ->
                new ShownRows(table.columns(), shown, table.total() == null ? rows.size() : table.total());
            case Chart chart -> new ShownRows(chart.columns(), shown, rows.size());
        };
    }

    public static boolean isNumber(Tabular.Column column) {
        return column.type() == Tabular.Column.Type.NUMBER;
    }

    public static String cell(@Nullable Object cell) {
        return cell == null ? "" : cell.toString();
    }

    /** That there are more; empty where there are none. */
    public String rest() {
        return total <= shown.size()
                ? ""
                : String.format(Locale.ENGLISH, "The first %,d of %,d rows.", shown.size(), total);
    }

    /** Which kind of chart it is, and of what. */
    public static String of(Chart chart) {
        String kind = switch (chart.chart()) {
            case LINE -> "Line chart";
            case AREA -> "Area chart";
            case BAR -> "Bar chart";
            case SCATTER -> "Scatter chart";
        };
        String values = chart.yLabel() == null ? String.join(", ", chart.y()) : chart.yLabel();
        String along = chart.xLabel() == null ? chart.x() : chart.xLabel();
        return kind + ": " + values + (along == null ? "" : " by " + along);
    }
}
