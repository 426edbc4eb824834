package dev.parley.conversation.jdbc;

import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.SearchWords.Word;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * SQLite in one file with a write-ahead log. The lease is a lock on a file beside it, which the operating system takes
 * back from a process that dies.
 */
final class SqliteDatabase implements Database {

    private static final Logger LOG = Logger.getLogger(SqliteDatabase.class);
    static final String FILE = "parley.db";

    /** From this size on the write-ahead log is copied into the database, beside the writing. */
    private static final long CHECKPOINT_BYTES = 32L << 20;

    /** At this size the writer waits for that, so that the log begins anew: it must not grow for ever under load. */
    private static final long RESTART_BYTES = 128L << 20;

    private final DataSource connections;
    private final Schema schema;
    private final Path directory;
    private final StoreConfig.Sync sync;
    private @Nullable FileChannel lockFile;
    private @Nullable FileLock lock;
    /** Lives as long as the lease: a start that failed may be followed by another on the same database. */
    private @Nullable ExecutorService checkpoints;

    private @Nullable Future<?> checkpoint;
    private boolean synced;

    SqliteDatabase(DataSource connections, Schema schema, Path directory, StoreConfig.Sync sync) {
        this.connections = connections;
        this.schema = schema;
        this.directory = directory;
        this.sync = sync;
    }

    /** Without keys to be asked for, which nobody here asks for: the driver would look each up by a statement of its own. */
    static String url(String directory) {
        return "jdbc:sqlite:" + Path.of(directory, FILE)
                + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=1000&temp_store=MEMORY&jdbc.get_generated_keys=false"
                + "&journal_size_limit=" + CHECKPOINT_BYTES;
    }

    @Override
    public Connection openForWriting() throws SQLException, LeaseHeldException {
        boolean again = lock != null;
        if (!again) {
            takeLock();
        }
        try {
            return connect();
        } catch (SQLException e) {
            if (!again) {
                giveLockBack();
            }
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        var connection = connections.getConnection();
        synced = false;
        connection.setAutoCommit(false);
        // When that is done is decided in tend, so that no commit has to wait for it.
        execute(connection, "pragma wal_autocheckpoint = 0");
        return connection;
    }

    private void takeLock() throws SQLException, LeaseHeldException {
        try {
            Files.createDirectories(directory);
            lockFile = FileChannel.open(
                    directory.resolve("parley.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            throw new SQLException("The folder " + directory.toAbsolutePath() + " cannot be used", e);
        }
        if (lock == null) {
            giveLockBack();
            throw new LeaseHeldException("the database in " + directory.toAbsolutePath());
        }
        checkpoints = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("parley-checkpoint").daemon().factory());
    }

    private void closeCheckpoints() {
        if (checkpoints != null) {
            checkpoints.close();
            checkpoints = null;
        }
    }

    private void giveLockBack() {
        closeCheckpoints();
        try {
            if (lockFile != null) {
                lockFile.close();
            }
        } catch (IOException e) {
            LOG.debug("Closing the lock file failed", e);
        }
        lockFile = null;
        lock = null;
    }

    @Override
    public Connection openForReading() throws SQLException {
        var connection = connections.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public boolean mayLoseAnswers() {
        return false;
    }

    @Override
    public void migrate(Connection writing) throws SQLException {
        schema.bringUpToDate(writing);
    }

    @Override
    public void begin(Connection writing, boolean acknowledges) throws SQLException {
        boolean wanted = sync == StoreConfig.Sync.FULL && acknowledges;
        if (wanted != synced) {
            // Within a transaction SQLite refuses it.
            writing.setAutoCommit(true);
            execute(writing, "pragma synchronous = " + (wanted ? "full" : "normal"));
            writing.setAutoCommit(false);
            synced = wanted;
        }
    }

    @Override
    public void tend(Statements statements) throws SQLException {
        long size = logSize();
        boolean idle = checkpoint == null || checkpoint.isDone();
        if (idle && size > RESTART_BYTES) {
            statements.list(row -> row.getInt(1), "pragma wal_checkpoint(restart)");
        } else if (idle && checkpoints != null && size > CHECKPOINT_BYTES) {
            checkpoint = checkpoints.submit(this::checkpoint);
        }
    }

    private long logSize() {
        try {
            return Files.size(directory.resolve(FILE + "-wal"));
        } catch (IOException noneYet) {
            return 0;
        }
    }

    private void checkpoint() {
        try (var connection = connections.getConnection()) {
            execute(connection, "pragma wal_checkpoint(passive)");
        } catch (SQLException e) {
            LOG.debug("The write-ahead log is checkpointed later", e);
        }
    }

    @Override
    public void close(Connection writing) {
        closeCheckpoints();
        try (writing) {
            writing.rollback();
            writing.setAutoCommit(true);
            execute(writing, "pragma wal_checkpoint(truncate)");
        } catch (SQLException e) {
            LOG.debug("The database was not closed well; the next start repairs it", e);
        }
        giveLockBack();
    }

    @Override
    public void discard(Connection writing) {
        try {
            writing.close();
        } catch (SQLException e) {
            LOG.debug("Closing a broken connection failed", e);
        }
    }

    @Override
    public void leave() {
        giveLockBack();
    }

    @Override
    public void add(Statements statements, Entry entry) throws SQLException {
        statements.update(
                "insert into search_entry (key, conversation, message, owner, time) values (?, ?, ?, ?, ?)",
                entry.key(),
                entry.conversation(),
                entry.message(),
                entry.owner(),
                entry.time());
        statements.update(
                "insert into search_words (rowid, owner, words) values (?, ?, ?)",
                entry.key(),
                ownerWord(entry.owner()),
                entry.words().stream().map(Word::form).collect(Collectors.joining(" ")));
    }

    @Override
    public void remove(Statements statements, long entry) throws SQLException {
        statements.update("delete from search_words where rowid = ?", entry);
        statements.update("delete from search_entry where key = ?", entry);
    }

    @Override
    public String searchCondition() {
        return "e.key in (select rowid from search_words where search_words match ?)";
    }

    @Override
    public String searchArgument(String owner, SearchQuery query) {
        return "owner : \"" + ownerWord(owner) + "\" AND words : ("
                + query.terms().stream().map(SqliteDatabase::term).collect(Collectors.joining(" AND ")) + ")";
    }

    private static String term(SearchQuery.Term term) {
        return "\"" + String.join(" ", term.words()) + "\"" + (term.open() ? " *" : "");
    }

    /** The owner is among the words, so that a search does not wade through what everybody else has written. */
    private static String ownerWord(String owner) {
        return HexFormat.of().formatHex(owner.getBytes(StandardCharsets.UTF_8));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
