package dev.parley.transfer;

import dev.parley.conversation.Tabular;
import dev.parley.markdown.ShownRows;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as a table that is scrolled in its own box. */
final class TableHtml {

    private final HtmlWriter html;

    TableHtml(HtmlWriter html) {
        this.html = html;
    }

    /** All rows that the conversation itself has. */
    void write(Tabular tabular) throws IOException {
        var rows = ShownRows.of(tabular, Integer.MAX_VALUE);
        html.markup("<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>");
        for (var column : rows.columns()) {
            html.markup(ShownRows.isNumber(column) ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">")
                    .text(column.name())
                    .markup("</th>");
        }
        html.markup("</tr></thead>\n<tbody>\n");
        for (var row : rows.shown()) {
            write(rows.columns(), row);
        }
        html.markup("</tbody>\n</table>\n</div>\n").optional("p", rows.rest());
    }

    private void write(List<Tabular.Column> columns, List<@Nullable Object> row) throws IOException {
        html.markup("<tr>");
        for (int i = 0; i < row.size(); i++) {
            html.markup(ShownRows.isNumber(columns.get(i)) ? "<td class=\"number\">" : "<td>")
                    .text(ShownRows.cell(row.get(i)))
                    .markup("</td>");
        }
        html.markup("</tr>\n");
    }
}
