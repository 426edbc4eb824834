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
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

class PostgresConversationStoreTest extends ConversationStoreContract {

    private static EmbeddedPostgres server;

    private JdbcConversationStore store;

    @BeforeAll
    static void start() throws IOException {
        server = TestDatabases.server();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected ConversationStore open() throws Exception {
        String url = TestDatabases.newDatabase(server, "contract");
        store = TestDatabases.open(
                TestDatabases.postgres(url), new StoreStatus(), "this", TestDatabases.Config.in(Path.of("unused")));
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
