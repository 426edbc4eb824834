package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may serve a database file, in a process that starts Parley more than once, as development does. */
class SqliteLeaseTest {

    @TempDir
    Path directory;

    private JdbcConversationStore open(SqliteDatabase database, String holder) throws Exception {
        return TestDatabases.open(database, new StoreStatus(), holder, TestDatabases.Config.in(directory));
    }

    @Test
    void onlyOneAtATimeServesIt() throws Exception {
        var first = open(TestDatabases.sqlite(directory), "first");
        assertThatThrownBy(() -> open(TestDatabases.sqlite(directory), "second"))
                .isInstanceOf(LeaseHeldException.class);
        first.close();

        open(TestDatabases.sqlite(directory), "third").close();
    }

    @Test
    void aStoreWhoseConnectionsWereClosedUnderItGivesItsPlaceBackAllTheSame() throws Exception {
        var connections = TestDatabases.sqliteConnections(directory);
        var first = open(TestDatabases.sqlite(directory, connections), "first");
        connections.close();
        assertThatThrownBy(first::tend).isInstanceOf(StoreFailure.class);
        first.close();

        open(TestDatabases.sqlite(directory), "second").close();
    }

    @Test
    void closingTwiceTakesNothingFromTheNextOne() throws Exception {
        var first = open(TestDatabases.sqlite(directory), "first");
        first.close();
        var second = open(TestDatabases.sqlite(directory), "second");
        first.close();

        assertThatThrownBy(() -> open(TestDatabases.sqlite(directory), "third")).isInstanceOf(LeaseHeldException.class);
        second.close();
    }
}
