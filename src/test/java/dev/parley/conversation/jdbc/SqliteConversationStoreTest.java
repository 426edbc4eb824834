package dev.parley.conversation.jdbc;

import dev.parley.conversation.BlobStoreContract;
import dev.parley.conversation.ConversationListContract;
import dev.parley.conversation.ConversationSearchContract;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationStoreContract;
import dev.parley.conversation.MessageContentContract;
import dev.parley.conversation.MessagePathContract;
import dev.parley.conversation.PromptStoreContract;
import dev.parley.conversation.StoreStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqliteConversationStoreTest extends ConversationStoreContract {

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

    @Nested
    class Lists extends ConversationListContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }

    @Nested
    class Searches extends ConversationSearchContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }

    @Nested
    class Contents extends MessageContentContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }

    @Nested
    class Paths extends MessagePathContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }

    @Nested
    class Blobs extends BlobStoreContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }

    @Nested
    class Prompts extends PromptStoreContract {

        @Override
        protected ConversationStore opened() {
            return store;
        }
    }
}
