package dev.parley.conversation.jdbc;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.PromptStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Prompts in the same database as the conversations. */
final class JdbcPromptStore implements PromptStore {

    private static final String SELECT = "select id, title, content, changed_at from prompt where owner = ?";

    private final StoreWriter writer;
    private final ReadPool reads;

    JdbcPromptStore(StoreWriter writer, ReadPool reads) {
        this.writer = writer;
        this.reads = reads;
    }

    /** Sorted here: each database has its own order of letters. */
    @Override
    public List<Prompt> list(String owner) {
        return reads.read(statements -> statements.list(JdbcPromptStore::prompt, SELECT, owner)).stream()
                .sorted(Comparator.comparing(Prompt::title).thenComparing(Prompt::id))
                .toList();
    }

    @Override
    public Optional<Prompt> find(String owner, String id) {
        return Prompt.isValidId(id)
                ? reads.read(statements -> statements.find(JdbcPromptStore::prompt, SELECT + " and id = ?", owner, id))
                : Optional.empty();
    }

    private static Prompt prompt(ResultSet row) throws SQLException {
        return new Prompt(row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4)));
    }

    @Override
    public int count(String owner) {
        return reads.read(statements -> (int) statements.number("select count(*) from prompt where owner = ?", owner));
    }

    @Override
    public void put(String owner, Prompt prompt) {
        writer.transact(
                true,
                (statements, batch) -> statements.update(
                        "insert into prompt (owner, id, title, content, changed_at) values (?, ?, ?, ?, ?)"
                                + " on conflict (owner, id) do update set title = excluded.title,"
                                + " content = excluded.content, changed_at = excluded.changed_at",
                        owner,
                        prompt.id(),
                        prompt.title(),
                        prompt.text(),
                        prompt.changedAt().toEpochMilli()));
    }

    @Override
    public boolean remove(String owner, String id) {
        if (!Prompt.isValidId(id)) {
            // It may be what a database refuses, which would look as if it refused everything.
            return false;
        }
        var removed = new AtomicInteger();
        writer.transact(
                true,
                (statements, batch) ->
                        removed.set(statements.update("delete from prompt where owner = ? and id = ?", owner, id)));
        return removed.get() > 0;
    }
}
