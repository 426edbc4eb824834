package dev.parley.conversation.jdbc;

import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. Each transaction looks whether the lease is still ours: so a process that has lost it
 * writes nothing. Where the answer to a commit can be lost, each leaves its number beside the lease, so that it is known
 * afterwards whether it was kept.
 *
 * <p>Used on the log writer's thread; opened and closed on another, so everything but {@link #giveUp} takes turns.
 */
final class StoreWriter {

    private static final Logger LOG = Logger.getLogger(StoreWriter.class);

    /** How long after a failure the database is asked again; until then everything fails at once. */
    private static final Duration REST = Duration.ofMillis(500);

    private static final long DOUBT_MILLIS = 200;
    private static final int ALIVE_SECONDS = 2;

    private final Database database;
    private final StoreStatus status;
    private final String holder;
    private final CountDownLatch givenUp = new CountDownLatch(1);

    private @Nullable Opened opened;
    private long batch;
    /** In the terms of {@link System#nanoTime()}: a clock that is set back must not make it longer. */
    private long restUntil = System.nanoTime();

    private String lastFailure = "";
    private boolean closed;

    /** @param batch the last one that was committed when the connection was opened */
    private record Opened(Connection connection, Statements statements, long batch) {}

    private record LeaseRow(String holder, long batch) {}

    interface Transaction {
        /** @param batch the number of this transaction */
        void run(Statements statements, long batch) throws SQLException;
    }

    /** @param holder names this process and no other */
    StoreWriter(Database database, StoreStatus status, String holder) {
        this.database = database;
        this.status = status;
        this.holder = holder;
    }

    /** Takes the lease and brings the tables up to date. */
    synchronized void open() throws SQLException, LeaseHeldException {
        var connection = database.openForWriting();
        try {
            database.migrate(connection);
            var statements = new Statements(connection);
            long now = Instant.now().toEpochMilli();
            statements.update("update lease set holder = ?, since = ? where id = 1", holder, now);
            batch = lastBatch(statements);
            connection.commit();
            opened = new Opened(connection, statements, batch);
        } catch (SQLException | RuntimeException e) {
            database.close(connection);
            throw e;
        }
    }

    /** The highest number that anything refers to. */
    private static long lastBatch(Statements statements) throws SQLException {
        long journal = statements.number("select max(sequence) from journal");
        long messages = statements.number("select max(since) from message where state is null");
        return Math.max(lease(statements).batch(), Math.max(journal, messages));
    }

    /** At the start, before anything is written. */
    synchronized <T> T read(Query<T> query) throws SQLException {
        if (opened == null) {
            throw new IllegalStateException("Nothing is open");
        }
        var result = query.run(opened.statements());
        opened.connection().rollback();
        return result;
    }

    interface Query<T> {
        T run(Statements statements) throws SQLException;
    }

    private static LeaseRow lease(Statements statements) throws SQLException {
        return statements
                .find(row -> new LeaseRow(row.getString(1), row.getLong(2)), "select holder, batch from lease")
                .orElseThrow();
    }

    /** The number of the last transaction. */
    long batch() {
        return batch;
    }

    /** Keeps all of it or nothing; fails with {@link StoreFailure}. */
    synchronized void transact(boolean acknowledges, Transaction transaction) {
        var current = connected();
        try {
            database.begin(current.connection(), acknowledges);
            transaction.run(current.statements(), batch + 1);
            countBatch(current.statements());
        } catch (SQLException | RuntimeException e) {
            throw undone(current, e);
        }
        try {
            current.connection().commit();
        } catch (SQLException e) {
            settle(current, e);
        }
        batch++;
        status.works();
    }

    /** The row is written only where its number is needed: it costs SQLite another page for every commit. */
    private void countBatch(Statements statements) throws SQLException {
        boolean leavesNumber = database.mayLoseAnswers() || fails();
        boolean own = leavesNumber
                ? statements.update("update lease set batch = ? where holder = ?", batch + 1, holder) == 1
                : lease(statements).holder().equals(holder);
        if (!own) {
            throw lost(lease(statements).holder());
        }
    }

    /** Then only what was really written proves that the database takes something again. */
    private boolean fails() {
        return status.current().state() == StoreStatus.State.FAILING;
    }

    private StoreFailure lost(String other) {
        String reason = "The store was taken over by " + other + ".";
        status.lost(reason);
        return new StoreFailure(reason);
    }

    /** What needs doing now and then between two transactions. */
    synchronized void tend() {
        var current = connected();
        try {
            // Outside of a transaction, where SQLite wants its pragmas.
            current.connection().setAutoCommit(true);
            database.tend(current.statements());
            current.connection().setAutoCommit(false);
        } catch (SQLException e) {
            throw undone(current, e);
        }
    }

    private Opened connected() {
        if (status.current().state() == StoreStatus.State.LOST) {
            throw new StoreFailure(status.current().reason());
        }
        if (opened != null) {
            return opened;
        }
        if (closed) {
            throw new StoreFailure("The store is closed");
        }
        if (System.nanoTime() - restUntil < 0) {
            throw new StoreFailure(lastFailure);
        }
        try {
            return reconnect();
        } catch (SQLException | LeaseHeldException e) {
            throw failing(e);
        }
    }

    /** Takes the lease again, if nobody else has had it meanwhile. */
    private Opened reconnect() throws SQLException, LeaseHeldException {
        var connection = database.openForWriting();
        try {
            var statements = new Statements(connection);
            var row = lease(statements);
            connection.rollback();
            if (!row.holder().equals(holder)) {
                throw lost(row.holder());
            }
            LOG.info("The database is back");
            opened = new Opened(connection, statements, row.batch());
            return opened;
        } catch (SQLException | RuntimeException e) {
            database.discard(connection);
            throw e;
        }
    }

    /** A transaction that did not come to its commit. */
    private StoreFailure undone(Opened current, Exception reason) {
        try {
            current.connection().rollback();
            if (!current.connection().isValid(ALIVE_SECONDS)) {
                disconnect(current);
            }
        } catch (SQLException broken) {
            reason.addSuppressed(broken);
            disconnect(current);
        }
        return switch (reason) {
            case SQLException refused -> failing(refused);
            case StoreFailure known -> known;
            // What was to be written makes no sense, which is not the database's fault.
            default -> new StoreFailure("Nothing was kept: " + reason.getMessage(), reason);
        };
    }

    private void disconnect(Opened current) {
        database.discard(current.connection());
        opened = null;
        restUntil = System.nanoTime() + REST.toNanos();
    }

    private StoreFailure failing(Exception reason) {
        lastFailure = "The database refuses: " + reason.getMessage();
        if (opened == null) {
            restUntil = System.nanoTime() + REST.toNanos();
        }
        status.fails(lastFailure);
        return new StoreFailure(lastFailure, reason);
    }

    /**
     * The commit failed. Where the connection lives, nothing was kept. Where it broke, nobody knows before the database is
     * back: until then this waits, because both "it was kept" and "it was not" might be a lie.
     */
    private void settle(Opened current, SQLException reason) {
        var failure = undone(current, reason);
        if (opened != null) {
            throw failure;
        }
        LOG.warn("The connection broke during a commit; whether it was kept is known when the database is back");
        long kept = batchOnceBack(failure);
        if (kept != batch + 1) {
            throw failure;
        }
    }

    private long batchOnceBack(StoreFailure failure) {
        while (true) {
            try {
                if (givenUp.await(DOUBT_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw failure;
                }
                return reconnect().batch();
            } catch (SQLException | LeaseHeldException e) {
                failing(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure;
            }
        }
    }

    /** From any thread: whoever waits for the database waits no more. */
    void giveUp() {
        givenUp.countDown();
    }

    /** After the last transaction. */
    synchronized void close() {
        closed = true;
        if (opened != null) {
            database.close(opened.connection());
            opened = null;
        } else {
            database.leave();
        }
    }
}
