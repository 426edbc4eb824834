package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreStatus;
import dev.parley.transfer.TransferContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteTransferTest extends TransferContract {

    @TempDir
    Path directory;

    private JdbcConversationStore store;

    @Override
    protected ConversationStore open() throws Exception {
        store = TestDatabases.open(
                TestDatabases.sqlite(directory), new StoreStatus(), "this", TestDatabases.Config.in(directory));
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
