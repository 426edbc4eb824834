package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When Flyway is asked, and when the history tells by itself that there is nothing to do. */
@Timeout(60)
class SchemaTest {

    @TempDir
    Path folder;

    private AgroalDataSource connections;
    private int asked;

    @BeforeEach
    void connect() {
        connections = TestDatabases.sqliteConnections(folder);
    }

    @AfterEach
    void disconnect() {
        connections.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db/sqlite", "db/postgresql"})
    void eachScriptOfAFolderIsKnown(String scripts) throws Exception {
        var path = Path.of(Schema.class.getResource("/" + scripts).toURI());
        try (var files = Files.list(path)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Schema.SCRIPTS);
        }
    }

    @Test
    void flywayIsAskedOnceForAnEmptyDatabaseAndThenNoMore() throws SQLException {
        bringUpToDate();
        bringUpToDate();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void postgresqlIsToldWithoutFlywayAsWell() throws Exception {
        try (var server = TestDatabases.server()) {
            String url = TestDatabases.newDatabase(server, "known");
            try (var pool = TestDatabases.postgresConnections(url)) {
                bringUpToDate(pool, "db/postgresql");
                bringUpToDate(pool, "db/postgresql");
            }
        }

        assertThat(asked).isEqualTo(1);
    }

    /** So they are known where Quarkus has found them. */
    @Test
    void theFolderOfAScriptIsNoDifference() throws SQLException {
        bringUpToDate();
        run("update flyway_schema_history set script = 'db/sqlite/' || script");
        bringUpToDate();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aScriptThatWasNotRunYetIsRun() throws SQLException {
        bringUpToDate();
        run("delete from flyway_schema_history where script like 'V21%'");
        run("drop table spending");
        bringUpToDate();

        assertThat(asked).isEqualTo(2);
        assertThat(count("spending")).isZero();
    }

    @Test
    void aScriptThatIsNotWhatItWasIsRefused() throws SQLException {
        bringUpToDate();
        run("update flyway_schema_history set checksum = checksum + 1 where script like 'V4%'");

        assertThatThrownBy(this::bringUpToDate).isInstanceOf(FlywayValidateException.class);
    }

    @Test
    void aScriptThatFailedIsForFlyway() throws SQLException {
        bringUpToDate();
        run("update flyway_schema_history set success = 0 where script like 'V21%'");

        assertThatThrownBy(this::bringUpToDate).isInstanceOf(FlywayValidateException.class);
    }

    @Test
    void theConnectionHasNoTransactionUnderWayAfterwards() throws SQLException {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            schema(connections, "db/sqlite").bringUpToDate(connection);
            run("create table another (id integer)");

            new Statements(connection).update("insert into another values (1)");
            connection.commit();
        }
        assertThat(count("another")).isEqualTo(1);
    }

    private void bringUpToDate() throws SQLException {
        bringUpToDate(connections, "db/sqlite");
    }

    private void bringUpToDate(AgroalDataSource pool, String scripts) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            schema(pool, scripts).bringUpToDate(connection);
        }
    }

    private Schema schema(AgroalDataSource pool, String scripts) {
        return new Schema(scripts, () -> {
            asked++;
            return Flyway.configure().dataSource(pool).locations(scripts).load();
        });
    }

    private long count(String table) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return new Statements(connection).number("select count(*) from " + table);
        }
    }

    private void run(String statement) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            new Statements(connection).update(statement);
        }
    }
}
