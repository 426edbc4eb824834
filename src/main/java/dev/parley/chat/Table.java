package dev.parley.chat;

import dev.parley.conversation.Tabular.Column;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns and rows, read from whatever has them. Immutable; the rows are read when they are written. */
public final class Table {

    private final RowSource source;
    private final @Nullable String caption;

    private Table(RowSource source, @Nullable String caption) {
        this.source = source;
        this.caption = caption;
    }

    /**
     * Reads a collection, array or stream of records, of maps, of lists or of plain values; a map from the names of columns
     * to collections of the same length; or a {@code ResultSet}, from its next row on. Maps with different keys have null
     * where a key is missing.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Table of(Object data) {
        Objects.requireNonNull(data, "data");
        return data instanceof Table table ? table : new Table(RowSource.of(data), null);
    }

    /** Whether {@link #of} would take it as rows of one kind: records of one type, maps with the same keys, a result set. */
    public static boolean isTable(Object data) {
        return RowSource.isTable(Objects.requireNonNull(data, "data"));
    }

    public Table caption(String newCaption) {
        return new Table(source, Objects.requireNonNull(newCaption, "newCaption"));
    }

    public @Nullable String caption() {
        return caption;
    }

    public List<Column> columns() {
        return source.columns();
    }

    /** Each as wide as there are columns. A result set's can be read once. */
    public Iterable<List<@Nullable Object>> rows() {
        return source;
    }
}
