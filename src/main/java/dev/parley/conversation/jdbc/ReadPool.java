package dev.parley.conversation.jdbc;

import dev.parley.conversation.StoreFailure;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads on a few platform threads while whoever asks waits: a driver holds its thread in native code or is hurt by an
 * interrupt, neither of which a virtual thread should bring.
 */
final class ReadPool {

    private static final int ATTEMPTS = 10;

    private final Database database;
    private final ExecutorService threads;

    ReadPool(Database database, int threads) {
        this.database = database;
        this.threads = Executors.newFixedThreadPool(
                threads,
                Thread.ofPlatform().name("parley-store-reader-", 1).daemon().factory());
    }

    interface Query<T> {
        T run(Statements statements) throws SQLException, MovedOnException;
    }

    /** What was read has changed under the reader's hands; reading again finds it whole. */
    static final class MovedOnException extends Exception {

        private static final long serialVersionUID = 1L;

        MovedOnException() {
            super(null, null, false, false);
        }
    }

    /** Blocks; fails with {@link StoreFailure}. */
    <T> T read(Query<T> query) {
        try {
            return CompletableFuture.supplyAsync(() -> readNow(query), threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreFailure known ? known : new StoreFailure("Reading failed", e);
        }
    }

    private <T> T readNow(Query<T> query) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (var connection = database.openForReading()) {
                try {
                    return query.run(new Statements(connection));
                } finally {
                    connection.rollback();
                }
            } catch (MovedOnException again) {
                // With the next state of the database.
            } catch (SQLException e) {
                throw new StoreFailure("The database cannot be read: " + e.getMessage(), e);
            }
        }
        throw new StoreFailure("The database changes faster than it can be read");
    }

    void close() {
        threads.shutdownNow();
    }
}
