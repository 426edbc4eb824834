package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.SearchHit;
import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found by words, a statement each. */
final class SearchQueries {

    private final Database database;
    private final ConversationQueries queries;

    SearchQueries(Database database, ConversationQueries queries) {
        this.database = database;
        this.queries = queries;
    }

    List<SearchHit> search(
            Statements statements, String owner, SearchQuery query, SearchHit.@Nullable Place after, int limit)
            throws SQLException {
        String start = "select " + Rows.CONVERSATION + ", e.message, e.time, m.body from search_entry e"
                + " join conversation c on c.key = e.conversation"
                + " left join message m on m.conversation = e.conversation and m.id = e.message"
                + " where " + database.searchCondition() + " and e.owner = ? and c.deleted_at is null";
        String end = " order by e.time desc, c.id desc, e.message desc limit ?";
        String words = database.searchArgument(owner, query);
        return after == null
                ? statements.list(SearchQueries::hit, start + end, words, owner, limit)
                : statements.list(
                        SearchQueries::hit,
                        start + " and (e.time, c.id, e.message) < (?, ?, ?)" + end,
                        words,
                        owner,
                        after.time().toEpochMilli(),
                        after.conversation().value(),
                        after.message(),
                        limit);
    }

    List<Integer> search(Statements statements, ConversationId id, SearchQuery query) throws SQLException {
        var found = queries.find(statements, id);
        if (found.isEmpty()) {
            return List.of();
        }
        return statements.list(
                row -> row.getInt(1),
                "select e.message from search_entry e where " + database.searchCondition()
                        + " and e.conversation = ? and e.message > 0 order by e.message",
                database.searchArgument(found.get().conversation().owner(), query),
                found.get().key());
    }

    private static SearchHit hit(ResultSet row) throws SQLException {
        var conversation = ConversationQueries.summary(row);
        String body = row.getString(18);
        return new SearchHit(
                conversation,
                Rows.orNull(row.getInt(16)),
                Instant.ofEpochMilli(row.getLong(17)),
                body == null ? conversation.title() : SearchText.of(Rows.message(body, null)));
    }
}
