package dev.parley.conversation.jdbc;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Copies a whole store into an empty one of another kind: all of it in one transaction, or nothing. Both leases are held
 * meanwhile, so that nobody writes here or there.
 */
final class StoreCopy {

    private static final Logger LOG = Logger.getLogger(StoreCopy.class);

    /** Row by row as they are; what can be found by search is made anew, because each database keeps it in its own way. */
    static final List<String> TABLES = List.of(
            "conversation",
            "message",
            "journal",
            "receipt",
            "session_value",
            "blob",
            "blob_piece",
            "prompt",
            "spending");

    private final Database source;
    private final Database target;
    private final String holder;

    /** @param holder names this process and no other */
    StoreCopy(Database source, Database target, String holder) {
        this.source = source;
        this.target = target;
        this.holder = holder;
    }

    /** How many of each there are. */
    record Copied(long conversations, long messages, long blobs) {}

    /**
     * Brings the tables of both up to date first.
     *
     * @throws LeaseHeldException when a process has one of them
     * @throws IllegalStateException when there is something in the target already
     */
    Copied run() throws SQLException, LeaseHeldException {
        var from = source.openForWriting();
        try {
            source.migrate(from);
            return copyInto(from);
        } finally {
            source.close(from);
        }
    }

    private Copied copyInto(Connection from) throws SQLException, LeaseHeldException {
        var to = target.openForWriting();
        try {
            target.migrate(to);
            var statements = new Statements(to);
            requireEmpty(statements);
            var copied = copy(from, to, statements);
            to.commit();
            return copied;
        } finally {
            target.close(to);
        }
    }

    private static void requireEmpty(Statements target) throws SQLException {
        long conversations = target.number("select count(*) from conversation");
        long blobs = target.number("select count(*) from blob");
        long prompts = target.number("select count(*) from prompt");
        if (conversations + blobs + prompts > 0) {
            throw new ConfigurationException("Nothing was copied: the target is not empty (conversations: "
                    + conversations + ", blobs: " + blobs + ", prompts: " + prompts + "). Give an empty database.");
        }
    }

    private Copied copy(Connection from, Connection to, Statements target) throws SQLException {
        var tables = new TableCopy(from, to);
        for (String table : TABLES) {
            LOG.infof("Copied %d rows of %s", tables.copy(table), table);
        }
        var index = new SearchCopy(from, new ConversationTables(target, this.target, new Keys(target)));
        LOG.infof("Made %d texts ready for search", index.run());
        takeOver(new Statements(from), target);
        return new Copied(
                target.number("select count(*) from conversation"),
                target.number("select count(*) from message"),
                target.number("select count(*) from blob"));
    }

    /** Numbers of batches go on where they were; a process that had the target before finds that it was taken. */
    private void takeOver(Statements from, Statements target) throws SQLException {
        target.update(
                "update lease set holder = ?, since = ?, batch = ? where id = 1",
                holder,
                Instant.now().toEpochMilli(),
                from.number("select batch from lease"));
    }
}
