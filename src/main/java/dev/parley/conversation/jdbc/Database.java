package dev.parley.conversation.jdbc;

import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.SearchWords.Word;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What differs between the databases: who may write, how words are indexed, what has to be done now and then. */
interface Database {

    /**
     * The connection that writes, with the lease: nobody else gets one while it lives.
     *
     * @throws LeaseHeldException when another process has it
     */
    Connection openForWriting() throws SQLException, LeaseHeldException;

    /** Whether a commit may have been kept although it seemed to fail: the line to the database can break. */
    boolean mayLoseAnswers();

    /** A connection whose transaction sees one state of the database. */
    Connection openForReading() throws SQLException;

    /**
     * Makes or changes the tables, where there is anything to do. Only for who has the lease.
     *
     * @param writing without a transaction under way, and left so
     */
    void migrate(Connection writing) throws SQLException;

    /** Before a transaction of the connection that writes. */
    void begin(Connection writing, boolean acknowledges) throws SQLException;

    /** Every second or so, between two transactions of the connection that writes. */
    void tend(Statements statements) throws SQLException;

    /** After the last transaction; ends the connection and gives the lease up. */
    void close(Connection writing);

    /** A failure after which the connection is of no use may have closed it; makes sure of that. */
    void discard(Connection writing);

    /** At the end, where the connection for writing is gone: gives back what does not end with it. */
    void leave();

    /** What a search finds: the words of one text. */
    record Entry(long key, long conversation, int message, String owner, long time, List<Word> words) {}

    void add(Statements statements, Entry entry) throws SQLException;

    void remove(Statements statements, long entry) throws SQLException;

    /** A condition on {@code search_entry e}, with the one argument that {@link #searchArgument} gives. */
    String searchCondition();

    String searchArgument(String owner, SearchQuery query);
}
