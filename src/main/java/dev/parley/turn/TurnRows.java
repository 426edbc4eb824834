package dev.parley.turn;

import dev.parley.chat.ChatRows;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.Chart;
import dev.parley.conversation.Element;
import dev.parley.conversation.RowPieces;
import dev.parley.conversation.Table;
import dev.parley.conversation.Tabular.Column;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table or a chart in a running turn, to which rows may be appended. */
final class TurnRows implements ChatRows {

    /** Of a table, in its events; more are in a file. */
    private static final int MOST_ROWS = 1_000;

    private static final int MOST_BYTES = 262_144;
    /** Of a table that is in a file. */
    private static final int FIRST_ROWS = 100;

    private final TurnContainer<?> container;
    private final int element;
    private final List<Column> columns;
    private final Function<List<List<@Nullable Object>>, Element.Change> change;
    private final int mostRows;
    /** Guarded by this object's monitor. */
    private int rows;

    private TurnRows(
            TurnContainer<?> container,
            int element,
            List<Column> columns,
            Function<List<List<@Nullable Object>>, Element.Change> change,
            int mostRows) {
        this.container = container;
        this.element = element;
        this.columns = columns;
        this.change = change;
        this.mostRows = mostRows;
    }

    static TurnRows chart(TurnContainer<?> container, dev.parley.chat.Chart chart) {
        var look = chart.element();
        var rows = read(chart.table().rows().iterator(), dev.parley.chat.Chart.MOST_ROWS);
        var shown = new TurnRows(
                container, container.open(look), look.columns(), Chart.Change::new, dev.parley.chat.Chart.MOST_ROWS);
        shown.post(rows);
        return shown;
    }

    private static List<List<@Nullable Object>> read(Iterator<List<@Nullable Object>> source, int most) {
        var rows = new ArrayList<List<@Nullable Object>>();
        while (source.hasNext()) {
            requireRoom(rows.size() + 1, most);
            rows.add(source.next());
        }
        return rows;
    }

    private static void requireRoom(int rows, int most) {
        if (rows > most) {
            throw new IllegalArgumentException("At most " + most + " rows can be shown here: sum them up first");
        }
    }

    static TurnRows table(TurnContainer<?> container, dev.parley.chat.Table table) {
        var source = table.rows().iterator();
        var first = firstRows(source);
        boolean all = !source.hasNext();
        var shown = all ? first : first.subList(0, Math.min(first.size(), FIRST_ROWS));
        var columns = table.columns();
        var kept = all ? null : Rest.keep(container.turn, first, source);
        var caption = TurnContainer.wellFormed(table.caption());
        int element = container.open(new Table(
                columns, List.of(), kept == null ? null : kept.total(), kept == null ? null : kept.file(), caption));
        var rows = new TurnRows(
                container, element, columns, more -> new Table.Change(more, null, null), all ? MOST_ROWS : 0);
        rows.post(shown);
        if (kept != null && kept.file() == null) {
            container.warning("The table is too large to be kept: these are the first " + shown.size() + " of "
                    + kept.total() + " rows.");
        }
        return rows;
    }

    private static List<List<@Nullable Object>> firstRows(Iterator<List<@Nullable Object>> source) {
        var rows = new ArrayList<List<@Nullable Object>>();
        int bytes = 0;
        while (source.hasNext() && rows.size() < MOST_ROWS && bytes < MOST_BYTES) {
            var row = source.next();
            rows.add(row);
            bytes += RowPieces.bytes(row);
        }
        return rows;
    }

    /**
     * A table of which most is in a file.
     *
     * @param file null where it was more than may be kept
     */
    private record Rest(long total, @Nullable BlobId file) {

        static Rest keep(Turn turn, List<List<@Nullable Object>> first, Iterator<List<@Nullable Object>> more) {
            var lines = new RowLines(first.iterator(), more);
            try {
                var blob = turn.files().keep("table.ndjson", "application/x-ndjson", lines);
                return new Rest(lines.rows(), blob.id());
            } catch (BlobRefused e) {
                return new Rest(lines.countRest(), null);
            }
        }
    }

    @Override
    public synchronized ChatRows append(Object data) {
        var table = dev.parley.chat.Table.of(data);
        var more = new ArrayList<List<@Nullable Object>>();
        var fitting = RowMatch.of(columns, table.columns());
        for (var row : table.rows()) {
            if (mostRows == 0) {
                throw new IllegalArgumentException("This table is in a file, to which nothing is appended");
            }
            requireRoom(rows + more.size() + 1, mostRows);
            more.add(fitting.apply(row));
        }
        post(more);
        return this;
    }

    private synchronized void post(List<List<@Nullable Object>> more) {
        for (var piece : RowPieces.of(more)) {
            container.change(element, change.apply(piece));
        }
        rows += more.size();
    }
}
