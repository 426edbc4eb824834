package dev.parley.markdown;

import dev.parley.conversation.Tabular;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows as a table of GitHub's Markdown. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String of(Tabular tabular, Extent extent) {
        var rows = ShownRows.of(tabular, extent.rows());
        if (rows.columns().isEmpty()) {
            return "*No columns*";
        }
        var table = new StringBuilder(row(rows.columns(), Tabular.Column::name));
        table.append('\n')
                .append(rows.columns().stream()
                        .map(column -> ShownRows.isNumber(column) ? "---:" : "---")
                        .collect(Collectors.joining(" | ", "| ", " |")));
        rows.shown().forEach(row -> table.append('\n').append(row(row, cell -> extent.cell(ShownRows.cell(cell)))));
        return rows.rest().isEmpty() ? table.toString() : table + "\n\n*" + rows.rest() + "*";
    }

    private static <T> String row(Iterable<T> cells, Function<T, String> text) {
        var row = new StringBuilder("|");
        for (var cell : cells) {
            row.append(' ').append(MarkdownText.line(text.apply(cell))).append(" |");
        }
        return row.toString();
    }
}
