package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.parley.conversation.jdbc.CuttableProxy;
import dev.parley.web.ParleyProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The store fails under the running server: the reader is told, and keeps the text. */
@ExtendWith(Browser.class)
class NotSavedBrowserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @BeforeEach
    void expectWhatTheBrowserSaysOfAServerWithoutAStore(Complaints complaints) {
        complaints.expect("WebSocket connection to");
        complaints.expect("Failed to load resource");
    }

    @Test
    void withoutPostgresTheTextIsKept(Page page) throws Exception {
        try (var server = EmbeddedPostgres.builder().start();
                var line = new CuttableProxy(server.getPort());
                var parley = new ParleyProcess(
                        folder,
                        "parley.store.url=jdbc:postgresql://localhost:" + line.port() + "/postgres",
                        "parley.store.username=postgres",
                        "parley.simulator.delay=2ms")) {
            keepsTheText(page, parley, new Outage() {
                @Override
                public void begin() {
                    line.cut();
                }

                @Override
                public void end() {
                    line.mend();
                }
            });
        }
    }

    @Test
    void whileSqliteIsLockedTheTextIsKept(Page page) throws Exception {
        var data = folder.resolve("data");
        try (var parley = new ParleyProcess(folder, "parley.store.directory=" + data, "parley.simulator.delay=2ms")) {
            keepsTheText(page, parley, new Locking("jdbc:sqlite:" + data.resolve("parley.db")));
        }
    }

    private interface Outage {
        void begin() throws SQLException;

        void end() throws SQLException;
    }

    /** Another program writes, and does not come to an end. */
    private static final class Locking implements Outage {
        private final String database;
        private Connection connection;

        Locking(String database) {
            this.database = database;
        }

        @Override
        public void begin() throws SQLException {
            connection = DriverManager.getConnection(database);
            try (var statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 10000");
                statement.execute("begin immediate");
            }
        }

        @Override
        public void end() throws SQLException {
            connection.close();
        }
    }

    private static void keepsTheText(Page page, ParleyProcess parley, Outage outage) throws Exception {
        parley.start();
        var chat = ChatPage.open(page, parley.address().toString());
        chat.send("/echo before");
        chat.awaitAnswer();
        outage.begin();
        chat.send("/echo once");
        assertThat(page.locator("#composer-note")).containsText("Not saved: your text is still here");
        assertThat(chat.field()).hasValue("/echo once");
        assertThat(chat.pending()).hasCount(0);
        await().atMost(PATIENCE).until(() -> parley.readiness() == 503);
        page.reload();
        assertThat(chat.field()).hasValue("/echo once");
        outage.end();
        await().atMost(PATIENCE).until(parley::isReady);
        assertThat(chat.questions()).hasText(new String[] {"/echo before"});
        chat.field().press("Enter");
        assertThat(chat.answers()).hasCount(2);
        chat.awaitAnswer();

        assertThat(chat.field()).hasValue("");
        assertThat(chat.questions()).hasText(new String[] {"/echo before", "/echo once"});
        assertThat(chat.pending()).hasCount(0);
        chat.assertShowsWhatIsStored();
    }
}
