package dev.parley.chat;

import dev.parley.conversation.Tabular.Column;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A result set from its next row on, which can be read once and is not closed. */
final class ResultRows implements RowSource {

    private final ResultSet results;
    private final List<Column> columns;

    ResultRows(ResultSet results) {
        this.results = results;
        try {
            this.columns = columns(results.getMetaData());
        } catch (SQLException e) {
            throw new IllegalArgumentException("The result set cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Column> columns(ResultSetMetaData meta) throws SQLException {
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(name(meta, i, columns), type(meta.getColumnType(i))));
        }
        if (columns.size() > MOST_COLUMNS) {
            throw new IllegalArgumentException("A table has at most " + MOST_COLUMNS + " columns");
        }
        return List.copyOf(columns);
    }

    /** A join may give two columns of one name. */
    private static String name(ResultSetMetaData meta, int number, List<Column> before) throws SQLException {
        String label = meta.getColumnLabel(number);
        return before.stream().anyMatch(column -> column.name().equals(label)) ? label + " (" + number + ")" : label;
    }

    private static Column.Type type(int sqlType) {
        return switch (sqlType) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DECIMAL,
                    Types.NUMERIC -> Column.Type.NUMBER;
            case Types.BOOLEAN, Types.BIT -> Column.Type.BOOLEAN;
            case Types.DATE -> Column.Type.DATE;
            case Types.TIME -> Column.Type.TIME;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Column.Type.DATETIME;
            default -> Column.Type.TEXT;
        };
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public Iterator<List<@Nullable Object>> iterator() {
        return new Iterator<>() {
            private @Nullable Boolean there;

            @Override
            public boolean hasNext() {
                if (there == null) {
                    there = advance();
                }
                return there;
            }

            @Override
            public List<@Nullable Object> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                there = null;
                return row();
            }
        };
    }

    private boolean advance() {
        try {
            return results.next();
        } catch (SQLException e) {
            throw new IllegalStateException("The result set cannot be read on: " + e.getMessage(), e);
        }
    }

    private List<@Nullable Object> row() {
        var row = new ArrayList<@Nullable Object>(columns.size());
        try {
            for (int i = 0; i < columns.size(); i++) {
                row.add(cell(results.getObject(i + 1), columns.get(i).type()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The result set cannot be read on: " + e.getMessage(), e);
        }
        return row;
    }

    /** A database may give something else than it announced: SQLite has types for values only. */
    private static @Nullable Object cell(@Nullable Object value, Column.Type type) {
        Object cell = Cells.of(value, type);
        boolean fits = type != Column.Type.NUMBER || cell == null || cell instanceof Number;
        return fits ? cell : null;
    }
}
