package dev.parley.conversation.jdbc;

import java.sql.SQLException;

/** Gives out keys: there is one writer, so nobody else does. A key that was not used in the end is no loss. */
final class Keys {

    private long conversation;
    private long searchEntry;
    private long blob;

    Keys(Statements statements) throws SQLException {
        conversation = statements.number("select max(key) from conversation");
        searchEntry = statements.number("select max(key) from search_entry");
        blob = statements.number("select max(key) from blob");
    }

    long nextConversation() {
        return ++conversation;
    }

    long nextSearchEntry() {
        return ++searchEntry;
    }

    long nextBlob() {
        return ++blob;
    }
}
