package dev.parley.conversation.jdbc;

import dev.parley.conversation.Spending;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What owners have spent, a row for each and each day, and one for all of them together. */
final class SpendingTable {

    /** No owner is named so. */
    private static final String ALL = "";

    private SpendingTable() {}

    static void add(Statements statements, String owner, LocalDate day, Spending amount) throws SQLException {
        addRow(statements, owner, day, amount);
        addRow(statements, ALL, day, amount);
    }

    private static void addRow(Statements statements, String owner, LocalDate day, Spending amount)
            throws SQLException {
        statements.update(
                "insert into spending (owner, day, tokens, nano_dollars) values (?, ?, ?, ?)"
                        + " on conflict (owner, day) do update set tokens = spending.tokens + excluded.tokens,"
                        + " nano_dollars = spending.nano_dollars + excluded.nano_dollars",
                owner,
                day.toString(),
                amount.tokens(),
                amount.nanoDollars());
    }

    /** @param owner null for all of them together */
    static Spending sum(Statements statements, @Nullable String owner, LocalDate from, LocalDate to)
            throws SQLException {
        return statements
                .find(
                        row -> new Spending(row.getLong(1), row.getLong(2)),
                        "select sum(tokens), sum(nano_dollars) from spending where owner = ? and day between ? and ?",
                        owner == null ? ALL : owner,
                        from.toString(),
                        to.toString())
                .orElse(Spending.NONE);
    }
}
