package dev.parley.conversation.jdbc;

import dev.parley.conversation.BlobId;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Message;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.SearchWords;
import dev.parley.conversation.Spending;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written, a statement each. For one transaction. */
final class ConversationTables {

    private final Statements statements;
    private final Database database;
    private final Keys keys;

    ConversationTables(Statements statements, Database database, Keys keys) {
        this.statements = statements;
        this.database = database;
        this.keys = keys;
    }

    Optional<Rows.ConversationRow> find(ConversationId id) throws SQLException {
        return statements.find(
                Rows::conversation, "select " + Rows.CONVERSATION + " from conversation c where c.id = ?", id.value());
    }

    boolean hasMessage(long conversation, int message) throws SQLException {
        return statements
                .find(row -> true, "select 1 from message where conversation = ? and id = ?", conversation, message)
                .isPresent();
    }

    /** A message is numbered before its elements, so it is among those before; usually the nearest. */
    @Nullable
    Message endedMessageWith(long conversation, int element) throws SQLException {
        var before = statements.list(
                row -> row.getInt(1),
                "select id from message where conversation = ? and id < ? and state is not null order by id desc",
                conversation,
                element);
        for (int id : before) {
            var message = statements
                    .find(
                            Rows::message,
                            "select body, blocks from message where conversation = ? and id = ?",
                            conversation,
                            id)
                    .orElseThrow();
            if (message.elements().stream().anyMatch(held -> held.id() == element)) {
                return message;
            }
        }
        return null;
    }

    void spend(String owner, LocalDate day, Spending amount) throws SQLException {
        SpendingTable.add(statements, owner, day, amount);
    }

    void insertConversation(LiveConversation created) throws SQLException {
        var conversation = created.conversation();
        statements.update(
                "insert into conversation (owner, title, handler, created_at, updated_at, pinned, archived, leaf,"
                        + " last_number, running, activity, settings, id, key)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                conversation.owner(),
                conversation.title(),
                conversation.handler(),
                conversation.createdAt().toEpochMilli(),
                conversation.updatedAt().toEpochMilli(),
                conversation.pinned(),
                conversation.archived(),
                created.leaf(),
                created.lastNumber(),
                created.activity().turn() != null,
                Rows.activity(created.activity()),
                Rows.settings(conversation.settings()),
                conversation.id().value(),
                created.key());
    }

    void updateConversation(LiveConversation changed) throws SQLException {
        var conversation = changed.conversation();
        statements.update(
                "update conversation set title = ?, updated_at = ?, pinned = ?, archived = ?, leaf = ?,"
                        + " last_number = ?, running = ?, activity = ?, settings = ? where key = ?",
                conversation.title(),
                conversation.updatedAt().toEpochMilli(),
                conversation.pinned(),
                conversation.archived(),
                changed.leaf(),
                changed.lastNumber(),
                changed.activity().turn() != null,
                Rows.activity(changed.activity()),
                Rows.settings(conversation.settings()),
                changed.key());
    }

    /** @param time null: it is there again */
    void markDeleted(long conversation, @Nullable Instant time) throws SQLException {
        statements.update(
                "update conversation set deleted_at = ? where key = ?",
                time == null ? null : time.toEpochMilli(),
                conversation);
    }

    void useBlob(BlobId blob, Conversation conversation) throws SQLException {
        new BlobTables(statements).use(blob, conversation);
    }

    void insertReceipt(long conversation, Receipt receipt) throws SQLException {
        statements.update(
                "insert into receipt (conversation, command, hash, turn) values (?, ?, ?, ?)",
                conversation,
                receipt.command(),
                receipt.hash(),
                receipt.turn());
    }

    /** @param json null removes it */
    void setSessionValue(long conversation, String name, @Nullable String json) throws SQLException {
        if (json == null) {
            statements.update("delete from session_value where conversation = ? and name = ?", conversation, name);
        } else {
            statements.update(
                    "insert into session_value (conversation, name, content) values (?, ?, ?)"
                            + " on conflict (conversation, name) do update set content = excluded.content",
                    conversation,
                    name,
                    json);
        }
    }

    /** @param batch the one that the message is as of */
    void insertMessage(long conversation, Message message, long batch) throws SQLException {
        statements.update(
                "insert into message (parent, state, since, body, blocks, conversation, id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                Rows.orZero(message.parent()),
                state(message),
                batch,
                Rows.body(message),
                Rows.blocks(message),
                conversation,
                message.id());
    }

    void endMessage(long conversation, Message message) throws SQLException {
        statements.update(
                "update message set state = ?, body = ?, blocks = ? where conversation = ? and id = ?",
                state(message),
                Rows.body(message),
                Rows.blocks(message),
                conversation,
                message.id());
    }

    /** Brings the row of a message that has not ended up to date, so that the journal before is not needed for it. */
    void renewMessage(long conversation, Message message, long batch) throws SQLException {
        statements.update(
                "update message set since = ?, body = ?, blocks = ? where conversation = ? and id = ?",
                batch,
                Rows.body(message),
                Rows.blocks(message),
                conversation,
                message.id());
    }

    private static @Nullable String state(Message message) {
        return message.state() == null ? null : message.state().name();
    }

    void indexTitle(long conversation, Conversation titled) throws SQLException {
        unindex(conversation, 0);
        index(conversation, 0, titled.owner(), titled.createdAt(), titled.title());
    }

    /** @param message 0 for the title */
    void index(long conversation, int message, String owner, Instant time, String text) throws SQLException {
        var words = SearchWords.of(text);
        if (!words.isEmpty()) {
            database.add(
                    statements,
                    new Database.Entry(
                            keys.nextSearchEntry(), conversation, message, owner, time.toEpochMilli(), words));
        }
    }

    void unindex(long conversation, int message) throws SQLException {
        var entries = statements.list(
                row -> row.getLong(1),
                "select key from search_entry where conversation = ? and message = ?",
                conversation,
                message);
        for (long entry : entries) {
            database.remove(statements, entry);
        }
    }

    void appendToJournal(long batch, List<Journal.Entry> entries) throws SQLException {
        statements.update("insert into journal (sequence, entries) values (?, ?)", batch, Journal.write(entries));
    }

    /**
     * Removes what nobody needs any more, up to so many rows.
     *
     * @return up to which batch nothing is left
     */
    long trimJournal(long needed, int limit) throws SQLException {
        long upTo = Math.min(
                needed,
                statements.number("select max(sequence) from (select sequence from journal order by sequence limit "
                        + limit + ") first"));
        int removed = statements.update("delete from journal where sequence <= ?", upTo);
        return removed < limit ? needed : upTo;
    }

    Optional<Rows.ConversationRow> deletedBefore(Instant time) throws SQLException {
        return statements.find(
                Rows::conversation,
                "select " + Rows.CONVERSATION + " from conversation c"
                        + " where c.deleted_at < ? and c.running = 0 order by c.deleted_at limit 1",
                time.toEpochMilli());
    }

    /** Removes up to so many messages; whether all of it is gone. */
    boolean purge(long conversation, int limit) throws SQLException {
        var messages = statements.list(
                row -> row.getInt(1),
                "select id from message where conversation = ? order by id limit ?",
                conversation,
                limit);
        for (int message : messages) {
            unindex(conversation, message);
            statements.update("delete from message where conversation = ? and id = ?", conversation, message);
        }
        if (messages.size() == limit) {
            return false;
        }
        unindex(conversation, 0);
        statements.update("delete from receipt where conversation = ?", conversation);
        statements.update("delete from session_value where conversation = ?", conversation);
        statements.update("delete from conversation where key = ?", conversation);
        return true;
    }
}
