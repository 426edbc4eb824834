package dev.parley.conversation.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies tables that have the same columns here and there, in batches that bound the memory. Does not commit. */
final class TableCopy {

    private static final int MOST_ROWS = 1_000;
    private static final long MOST_BYTES = 1L << 20;

    private final Connection from;
    private final Connection to;

    TableCopy(Connection from, Connection to) {
        this.from = from;
        this.to = to;
    }

    /** @return how many rows there were */
    long copy(String table) throws SQLException {
        try (var select = from.createStatement();
                var rows = select.executeQuery("select * from " + table)) {
            var columns = columns(rows.getMetaData());
            try (var insert = to.prepareStatement(insertion(table, columns))) {
                return copy(rows, insert, columns.size());
            }
        }
    }

    private static List<String> columns(ResultSetMetaData description) throws SQLException {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= description.getColumnCount(); i++) {
            columns.add(description.getColumnName(i));
        }
        return columns;
    }

    private static String insertion(String table, List<String> columns) {
        return "insert into " + table + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private static long copy(ResultSet rows, PreparedStatement insert, int columns) throws SQLException {
        long copied = 0;
        int waiting = 0;
        long weight = 0;
        while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
                weight += bind(insert, i, rows.getObject(i));
            }
            insert.addBatch();
            waiting++;
            if (waiting == MOST_ROWS || weight > MOST_BYTES) {
                insert.executeBatch();
                copied += waiting;
                waiting = 0;
                weight = 0;
            }
        }
        insert.executeBatch();
        return copied + waiting;
    }

    /** @return about how many bytes that is */
    private static long bind(PreparedStatement insert, int index, @Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> {
                insert.setObject(index, null);
                yield 0;
            }
            case String text -> {
                insert.setString(index, text);
                yield text.length();
            }
            case byte[] bytes -> {
                insert.setBytes(index, bytes);
                yield bytes.length;
            }
            // SQLite gives an int or a long as the number is large; PostgreSQL wants one type for a column.
            case Number number -> {
                insert.setLong(index, number.longValue());
                yield Long.BYTES;
            }
            default -> throw new SQLException("No column holds a " + value.getClass());
        };
    }
}
