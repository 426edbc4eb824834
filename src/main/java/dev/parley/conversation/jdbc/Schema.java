package dev.parley.conversation.jdbc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;

/**
 * The tables, as the scripts of a folder make them. Flyway does the work and keeps the history of it; but most starts find
 * nothing to do, and there Flyway alone would be a good part of them. So the history is compared with the scripts first, and
 * Flyway is asked where they differ in anything.
 */
final class Schema {

    private static final String HISTORY = "flyway_schema_history";

    /** The same for each database. A native image cannot list a folder. */
    static final List<String> SCRIPTS = List.of(
            "V1__conversations.sql",
            "V2__blobs.sql",
            "V3__session.sql",
            "V4__settings.sql",
            "V20__prompts.sql",
            "V21__spending.sql");

    private final String folder;
    private final Supplier<Flyway> flyway;

    /** @param folder where the scripts are among the resources, such as {@code db/sqlite} */
    Schema(String folder, Supplier<Flyway> flyway) {
        this.folder = folder;
        this.flyway = flyway;
    }

    private record Script(String name, int checksum, boolean success) {}

    /** @param connection without a transaction under way, and left so */
    void bringUpToDate(Connection connection) throws SQLException {
        if (!isUpToDate(connection)) {
            flyway.get().migrate();
        }
    }

    private boolean isUpToDate(Connection connection) throws SQLException {
        var known = SCRIPTS.stream()
                .map(name -> new Script(name, checksum(name), true))
                .collect(Collectors.toSet());
        try {
            return hasHistory(connection) && known.equals(history(connection));
        } finally {
            connection.rollback();
        }
    }

    /** A statement that names a table which is not there would be an error in the server's log. */
    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
            return tables.next();
        }
    }

    private static Set<Script> history(Connection connection) throws SQLException {
        var history = new Statements(connection)
                .list(
                        row -> new Script(fileOf(row.getString(1)), row.getInt(2), row.getBoolean(3)),
                        "select script, checksum, success from " + HISTORY);
        return new HashSet<>(history);
    }

    /** With its folder or without it: that depends on how Flyway has found it. */
    private static String fileOf(String script) {
        return script.substring(script.lastIndexOf('/') + 1);
    }

    /** As Flyway counts it: the lines without their ends. */
    private int checksum(String script) {
        var checksum = new CRC32();
        String path = "/" + folder + "/" + script;
        try (var file = Objects.requireNonNull(Schema.class.getResourceAsStream(path), path);
                var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) checksum.getValue();
    }
}
