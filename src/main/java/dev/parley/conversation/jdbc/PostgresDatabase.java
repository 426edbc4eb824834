package dev.parley.conversation.jdbc;

import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.SearchWords.Word;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * PostgreSQL. The lease is an advisory lock of the very connection that writes: when that breaks, so does the lease, and
 * nothing more can be written without taking it again.
 */
final class PostgresDatabase implements Database {

    private static final Logger LOG = Logger.getLogger(PostgresDatabase.class);

    /** "parley" in ASCII. */
    private static final long LOCK = 0x7061_726c_6579L;

    /** What an index takes of a text: positions end there, and one row's words may not exceed a megabyte. */
    private static final int MOST_WORDS = 16_000;

    private final AgroalDataSource connections;
    private final Schema schema;

    PostgresDatabase(AgroalDataSource connections, Schema schema) {
        this.connections = connections;
        this.schema = schema;
    }

    @Override
    public Connection openForWriting() throws SQLException, LeaseHeldException {
        var connection = connections.getConnection();
        try {
            if (!locks(connection)) {
                throw new LeaseHeldException("the PostgreSQL database");
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | LeaseHeldException e) {
            discard(connection);
            throw e;
        }
    }

    private static boolean locks(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, LOCK);
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    @Override
    public Connection openForReading() throws SQLException {
        var connection = connections.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    @Override
    public boolean mayLoseAnswers() {
        return true;
    }

    @Override
    public void migrate(Connection writing) throws SQLException {
        schema.bringUpToDate(writing);
    }

    @Override
    public void begin(Connection writing, boolean acknowledges) {
        // How much a commit waits for is the server's own setting: synchronous_commit.
    }

    @Override
    public void tend(Statements statements) {
        // The server does it all by itself.
    }

    @Override
    public void close(Connection writing) {
        try (writing;
                var statement = writing.createStatement()) {
            writing.rollback();
            writing.setAutoCommit(true);
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException e) {
            LOG.debug("The lease ends with its connection", e);
        }
    }

    @Override
    public void discard(Connection writing) {
        close(writing);
        // A broken one is dropped by this, and with it its lock.
        connections.flush(FlushMode.INVALID);
    }

    @Override
    public void leave() {
        // The lease has ended with its connection.
    }

    @Override
    public void add(Statements statements, Entry entry) throws SQLException {
        statements.update(
                "insert into search_entry (key, conversation, message, owner, time, words)"
                        + " values (?, ?, ?, ?, ?, cast(? as tsvector))",
                entry.key(),
                entry.conversation(),
                entry.message(),
                entry.owner(),
                entry.time(),
                vector(entry.words()));
    }

    /** Each word with its positions. Words are letters and digits, so that nothing in them needs to be quoted. */
    private static String vector(List<Word> words) {
        Map<String, List<String>> positions = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            positions
                    .computeIfAbsent(words.get(i).form(), form -> new ArrayList<>())
                    .add(String.valueOf(i + 1));
        }
        return positions.entrySet().stream()
                .map(word -> "'" + word.getKey() + "':" + String.join(",", word.getValue()))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void remove(Statements statements, long entry) throws SQLException {
        statements.update("delete from search_entry where key = ?", entry);
    }

    @Override
    public String searchCondition() {
        return "e.words @@ cast(? as tsquery)";
    }

    @Override
    public String searchArgument(String owner, SearchQuery query) {
        return query.terms().stream().map(PostgresDatabase::term).collect(Collectors.joining(" & "));
    }

    private static String term(SearchQuery.Term term) {
        var words = term.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> "));
        return "(" + words + (term.open() ? ":*" : "") + ")";
    }
}
