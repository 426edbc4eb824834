package dev.parley.conversation.jdbc;

import dev.parley.conversation.SearchText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Makes what can be found by search from the titles and texts of a store. Does not commit. */
final class SearchCopy {

    private final Connection from;
    private final ConversationTables target;

    SearchCopy(Connection from, ConversationTables target) {
        this.from = from;
        this.target = target;
    }

    private interface Row {
        void index(ResultSet row) throws SQLException;
    }

    /** @return how many titles and texts there were */
    long run() throws SQLException {
        return each("select key, owner, created_at, title from conversation", this::title)
                + each(
                        "select m.conversation, m.id, c.owner, m.body from message m"
                                + " join conversation c on c.key = m.conversation where m.state is not null",
                        this::message);
    }

    private void title(ResultSet row) throws SQLException {
        target.index(row.getLong(1), 0, row.getString(2), Instant.ofEpochMilli(row.getLong(3)), row.getString(4));
    }

    private void message(ResultSet row) throws SQLException {
        var message = Rows.message(row.getString(4), null);
        target.index(row.getLong(1), row.getInt(2), row.getString(3), message.time(), SearchText.of(message));
    }

    /** One row is in memory at a time. */
    private long each(String sql, Row indexing) throws SQLException {
        long count = 0;
        try (var select = from.createStatement();
                var rows = select.executeQuery(sql)) {
            while (rows.next()) {
                indexing.index(rows);
                count++;
            }
        }
        return count;
    }
}
