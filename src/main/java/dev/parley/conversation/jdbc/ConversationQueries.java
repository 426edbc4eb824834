package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.Message;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.jdbc.ReadPool.MovedOnException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read, a statement each. Each call sees one state of the database. */
final class ConversationQueries {

    /** The messages from one of them up to the first, with their distance. */
    private static final String PATH = """
            with recursive path (id, parent, depth) as (
                select id, parent, 1 from message where conversation = ? and id = ?
                union all
                select m.id, m.parent, p.depth + 1
                from path p join message m on m.conversation = ? and m.id = p.parent
                where p.depth < ?)
            """;

    private final OpenMessages open;

    ConversationQueries(OpenMessages open) {
        this.open = open;
    }

    Optional<Rows.ConversationRow> find(Statements statements, ConversationId id) throws SQLException {
        return statements.find(
                Rows::conversation, "select " + Rows.CONVERSATION + " from conversation c where c.id = ?", id.value());
    }

    List<ConversationSummary> list(
            Statements statements, String owner, boolean archived, ConversationSummary.@Nullable Place after, int limit)
            throws SQLException {
        String start = "select " + Rows.CONVERSATION + " from conversation c"
                + " where c.owner = ? and c.archived = ? and c.deleted_at is null";
        String end = " order by c.pinned desc, c.updated_at desc, c.id desc limit ?";
        return after == null
                ? statements.list(ConversationQueries::summary, start + end, owner, archived, limit)
                : statements.list(
                        ConversationQueries::summary,
                        start + " and (c.pinned, c.updated_at, c.id) < (?, ?, ?)" + end,
                        owner,
                        archived,
                        after.pinned(),
                        after.updatedAt().toEpochMilli(),
                        after.id().value(),
                        limit);
    }

    static ConversationSummary summary(ResultSet row) throws SQLException {
        var found = Rows.conversation(row);
        return ConversationSummary.of(found.conversation(), found.running());
    }

    List<ConversationId> all(Statements statements, String owner) throws SQLException {
        return statements.list(
                row -> new ConversationId(row.getString(1)),
                "select id from conversation where owner = ? and deleted_at is null order by created_at, key",
                owner);
    }

    int count(Statements statements, String owner) throws SQLException {
        return (int)
                statements.number("select count(*) from conversation where owner = ? and deleted_at is null", owner);
    }

    Optional<Snapshot> snapshot(Statements statements, ConversationId id) throws SQLException, MovedOnException {
        var found = find(statements, id).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        var path = pathFromFirstOpen(statements, found.key(), found.leaf());
        int start = 0;
        while (path.size() - start > Snapshot.WINDOW && path.get(start).state() != null) {
            start++;
        }
        boolean more = start > 0 || (!path.isEmpty() && path.getFirst().parent() != null);
        return Optional.of(new Snapshot(
                Snapshot.Heading.of(found.conversation()), path.subList(start, path.size()), more, found.activity()));
    }

    /** The end of a path, and whatever is still written however far above: as the fold has it. */
    private List<Message> pathFromFirstOpen(Statements statements, long key, int leaf)
            throws SQLException, MovedOnException {
        int firstOpen = open.first(key);
        int limit = Snapshot.WINDOW + 1;
        var path = path(statements, key, leaf, limit);
        while (path.size() == limit && path.getFirst().id() > firstOpen) {
            limit *= 2;
            path = path(statements, key, leaf, limit);
        }
        return path;
    }

    List<Message> path(Statements statements, ConversationId id, int end, int limit)
            throws SQLException, MovedOnException {
        var found = find(statements, id);
        return found.isEmpty() ? List.of() : path(statements, found.get().key(), end, limit);
    }

    private List<Message> path(Statements statements, long key, int end, int limit)
            throws SQLException, MovedOnException {
        var rows = statements.list(
                row -> MessageRow.of(key, row),
                PATH + " select m.body, m.blocks, m.state, m.id, m.parent"
                        + " from path p join message m on m.conversation = ? and m.id = p.id order by p.depth desc",
                key,
                end,
                key,
                limit,
                key);
        var siblings = siblings(statements, key, end, limit);
        var messages = new ArrayList<Message>(rows.size());
        for (var row : rows) {
            messages.add(message(row).withSiblings(siblings.getOrDefault(row.parent(), List.of())));
        }
        return messages;
    }

    List<Message> messages(Statements statements, ConversationId id, int after, int limit)
            throws SQLException, MovedOnException {
        var found = find(statements, id);
        if (found.isEmpty()) {
            return List.of();
        }
        long key = found.get().key();
        var rows = statements.list(
                row -> MessageRow.of(key, row),
                "select m.body, m.blocks, m.state, m.id, m.parent from message m"
                        + " where m.conversation = ? and m.id > ? order by m.id limit ?",
                key,
                after,
                limit);
        var messages = new ArrayList<Message>(rows.size());
        for (var row : rows) {
            messages.add(message(row).withSiblings(List.of()));
        }
        return messages;
    }

    private static Map<Integer, List<Integer>> siblings(Statements statements, long key, int end, int limit)
            throws SQLException {
        var byParent = new HashMap<Integer, List<Integer>>();
        statements.list(
                row -> byParent.computeIfAbsent(row.getInt(2), parent -> new ArrayList<>())
                        .add(row.getInt(1)),
                PATH + " select m.id, m.parent from message m"
                        + " where m.conversation = ? and m.parent in (select parent from path) order by m.id",
                key,
                end,
                key,
                limit,
                key);
        return byParent;
    }

    private record MessageRow(
            OpenMessages.Key key,
            int parent,
            boolean ended,
            String body,
            @Nullable String blocks) {

        static MessageRow of(long conversation, ResultSet row) throws SQLException {
            return new MessageRow(
                    new OpenMessages.Key(conversation, row.getInt(4)),
                    row.getInt(5),
                    row.getString(3) != null,
                    row.getString(1),
                    row.getString(2));
        }
    }

    /** One that has not ended is in memory; if it is there no more, it has ended since its row was read. */
    private Message message(MessageRow row) throws MovedOnException {
        if (row.ended()) {
            return Rows.message(row.body(), row.blocks());
        }
        var message = open.find(row.key());
        if (message == null) {
            throw new MovedOnException();
        }
        return message;
    }

    Optional<Message> message(Statements statements, ConversationId id, int message)
            throws SQLException, MovedOnException {
        return path(statements, id, message, 1).stream().findFirst();
    }

    List<Integer> children(Statements statements, ConversationId id, @Nullable Integer parent) throws SQLException {
        return statements.list(
                row -> row.getInt(1),
                "select m.id from message m join conversation c on c.key = m.conversation"
                        + " where c.id = ? and m.parent = ? order by m.id",
                id.value(),
                Rows.orZero(parent));
    }

    /** Numbers grow along a branch, and the newest of siblings has the highest. */
    Optional<Integer> newestLeaf(Statements statements, ConversationId id, int message) throws SQLException {
        return statements.find(row -> row.getInt(1), """
                with recursive branch (conversation, id) as (
                    select m.conversation, m.id from message m join conversation c on c.key = m.conversation
                    where c.id = ? and m.id = ?
                    union all
                    select b.conversation,
                        (select max(m.id) from message m where m.conversation = b.conversation and m.parent = b.id)
                    from branch b where b.id is not null)
                select id from branch where id is not null order by id desc limit 1
                """, id.value(), message);
    }

    /** Numbers only: a long path is a walk over one index. */
    List<Integer> shownPath(Statements statements, ConversationId id) throws SQLException {
        var found = find(statements, id).orElse(null);
        return found == null
                ? List.of()
                : statements.list(
                        row -> row.getInt(1),
                        PATH + " select id from path order by depth desc",
                        found.key(),
                        found.leaf(),
                        found.key(),
                        Integer.MAX_VALUE);
    }

    Optional<Receipt> receipt(Statements statements, ConversationId id, String command) throws SQLException {
        return statements.find(
                row -> new Receipt(command, row.getString(1), (Integer) row.getObject(2)),
                "select r.hash, r.turn from receipt r join conversation c on c.key = r.conversation"
                        + " where c.id = ? and r.command = ?",
                id.value(),
                command);
    }

    Map<String, String> session(Statements statements, ConversationId id) throws SQLException {
        return statements
                .list(
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        "select v.name, v.content from session_value v join conversation c on c.key = v.conversation"
                                + " where c.id = ?",
                        id.value())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<ConversationId> unfinished(Statements statements) throws SQLException {
        return statements
                .list(
                        Rows::conversation,
                        "select " + Rows.CONVERSATION + " from conversation c where c.activity is not null")
                .stream()
                .filter(row -> row.running() || !row.activity().held())
                .map(row -> row.conversation().id())
                .toList();
    }
}
