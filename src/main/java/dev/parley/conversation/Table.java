package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table.
 *
 * @param rows all of them, or the first where there are too many for an event
 * @param total how many there are, when they are more than {@code rows}
 * @param file the id of a file with all rows, a JSON array in each line
 */
public record Table(
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        @Nullable Long total,
        @Nullable BlobId file,
        @Nullable String caption)
        implements Tabular {

    public Table {
        columns = Tabular.checkedColumns(columns);
        rows = Tabular.checkedRows(rows);
        Tabular.checkWidth(columns, rows);
        if (total != null && total < rows.size()) {
            throw new IllegalArgumentException("A table of " + total + " rows cannot show " + rows.size());
        }
    }

    @Override
    public List<BlobId> blobs() {
        return file == null ? List.of() : List.of(file);
    }

    @Override
    public Table after(Element.Change change) {
        return change instanceof Change now
                ? new Table(
                        columns,
                        Tabular.appended(rows, now.rows()),
                        now.total() == null ? total : now.total(),
                        now.file() == null ? file : now.file(),
                        caption)
                : this;
    }

    /** @param rows appended; the other fields replace the table's, unless they are null */
    public record Change(
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<@Nullable Object>> rows,
            @Nullable Long total,
            @Nullable BlobId file)
            implements Element.Change {

        public Change {
            rows = Tabular.checkedRows(rows);
        }

        @Override
        public int weight() {
            return Tabular.weight(rows);
        }

        @Override
        public List<BlobId> blobs() {
            return file == null ? List.of() : List.of(file);
        }
    }
}
