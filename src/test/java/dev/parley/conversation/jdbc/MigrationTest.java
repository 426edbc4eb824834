package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.StoreStatus;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stores of earlier versions go on. */
@Timeout(60)
class MigrationTest {

    @TempDir
    Path folder;

    @Test
    void aSqliteStoreFromBeforeBlobsGoesOn() throws Exception {
        try (var connections = TestDatabases.sqliteConnections(folder)) {
            makeFirstVersion(connections, "db/sqlite");
        }
        assertGoesOn(TestDatabases.sqlite(folder));
    }

    @Test
    void aPostgresStoreFromBeforeBlobsGoesOn() throws Exception {
        try (var server = TestDatabases.server()) {
            String url = TestDatabases.newDatabase(server, "earlier");
            try (var connections = TestDatabases.postgresConnections(url)) {
                makeFirstVersion(connections, "db/postgresql");
            }
            assertGoesOn(TestDatabases.postgres(url));
        }
    }

    private static void makeFirstVersion(AgroalDataSource connections, String location) throws SQLException {
        Flyway.configure()
                .dataSource(connections)
                .locations(location)
                .target("1")
                .load()
                .migrate();
        try (var connection = connections.getConnection()) {
            new Statements(connection)
                    .update("insert into conversation (key, id, owner, title, handler, created_at, updated_at, pinned,"
                            + " archived, leaf, last_number, running) values (1, 'conversation-a', 'anna', 'Title',"
                            + " 'claude', 5, 5, 0, 0, 0, 0, 0)");
        }
    }

    private void assertGoesOn(Database database) throws Exception {
        var store = TestDatabases.open(database, new StoreStatus(), "this", TestDatabases.Config.in(folder));
        try {
            assertThat(store.list("anna", false, null, 5))
                    .singleElement()
                    .satisfies(found -> assertThat(found.title()).isEqualTo("Title"));
            var blobs = new Blobs("conversation-a");
            var blob = blobs.begin(store.blobs());
            blobs.append(store.blobs(), blob);
            blobs.complete(store.blobs(), blob);
            blobs.assertAllWhole(store.blobs());
        } finally {
            store.close();
        }
    }
}
