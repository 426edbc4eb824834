package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Commit;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Role;
import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.Settings;
import dev.parley.conversation.StoreStatus;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moving from SQLite to PostgreSQL. */
@Timeout(120)
class StoreCopyTest {

    private static EmbeddedPostgres server;

    @TempDir
    Path folder;

    private final List<JdbcConversationStore> opened = new ArrayList<>();
    private final Answers plain = new Answers("conversation-plain");
    private final Answers branched = new Answers("conversation-branched");
    private final Answers open = new Answers("conversation-open");
    private final Answers deleted = new Answers("conversation-deleted");
    private final Blobs blobs = new Blobs("conversation-plain");
    private String url;

    @BeforeAll
    static void start() throws IOException {
        server = TestDatabases.server();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void emptyTarget() throws SQLException {
        url = TestDatabases.newDatabase(server, "copy");
    }

    @AfterEach
    void close() {
        opened.forEach(JdbcConversationStore::close);
        opened.clear();
    }

    private JdbcConversationStore source() throws Exception {
        return opened(TestDatabases.sqlite(folder));
    }

    private JdbcConversationStore target() throws Exception {
        return opened(TestDatabases.postgres(url));
    }

    private JdbcConversationStore opened(Database database) throws Exception {
        var store = TestDatabases.open(
                database, new StoreStatus(), "process " + opened.size(), TestDatabases.Config.in(folder));
        opened.add(store);
        return store;
    }

    private StoreCopy.Copied copy() throws Exception {
        return new StoreCopy(TestDatabases.sqlite(folder), TestDatabases.postgres(url), "the copying process").run();
    }

    /** What there is of everything. */
    private void fill(ConversationStore store) {
        plain.keep(store, plain.begin());
        plain.keep(store, plain.withReceipt("command-1", "Zürich in May 🌍"));
        plain.keep(store, plain.end());
        for (int i = 0; i < 1_200; i++) {
            plain.keep(store, plain.begin());
            plain.keep(store, plain.end());
        }
        var used = blobs.begin(store.blobs());
        for (int i = 0; i < 20; i++) {
            blobs.append(store.blobs(), used);
        }
        blobs.complete(store.blobs(), used);
        store.commit(List.of(reference(used)));
        var unused = blobs.begin(store.blobs());
        blobs.append(store.blobs(), unused);
        blobs.complete(store.blobs(), unused);
        branched.keep(store, branched.begin());
        branched.keep(store, branched.say("one way"));
        branched.keep(store, branched.end());
        int first = store.leaf(branched.id).orElseThrow();
        branched.keep(store, branched.begin());
        branched.keep(store, branched.end());
        store.commit(List.of(
                commit(branched, Event.ConversationChanged.leaf(first)),
                commit(branched, Event.ConversationChanged.pinned(true)),
                commit(branched, Event.ConversationChanged.settings(new Settings("large", "max", "Sing"))),
                commit(branched, new Event.TurnQueued(90, "it waits", "claude", Answers.TIME, "command-9"))));
        deleted.keep(store, deleted.begin());
        deleted.keep(store, deleted.end());
        store.commit(List.of(commit(deleted, Event.ConversationChanged.deleted(true))));
        store.prompts().put("anna", new Prompt("prompt-one", "One", "Of {{place}}", Instant.ofEpochMilli(5)));
        open.keep(store, open.begin());
        open.keep(store, open.say("under way, "));
        open.keep(store, open.say("in the journal"));
    }

    private Commit reference(Blob blob) {
        return commit(
                plain,
                new Event.MessageStarted(9_000, null, List.of(), Role.USER, "user", null, Answers.TIME, 1, null),
                new Event.ElementAdded(
                        9_001, 9_000, new Element.File(blob.id(), "a.png", "image/png", 20L << 16), Answers.TIME));
    }

    private static Commit commit(Answers answers, Event... events) {
        return new Commit(
                answers.id,
                Arrays.stream(events).map(event -> new LoggedEvent(1, event)).toList(),
                List.of(),
                null);
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        var source = source();
        fill(source);
        var before = new ArrayList<Object>();
        look(source, before);
        close();
        var copied = copy();
        assertThat(copied.conversations()).isEqualTo(4);
        assertThat(copied.messages()).isEqualTo(1_201 + 1 + 2 + 1 + 1);
        assertThat(copied.blobs()).isEqualTo(2);
        var target = target();
        var after = new ArrayList<Object>();
        look(target, after);
        assertThat(after).isEqualTo(before);
        blobs.assertAllWhole(target.blobs());
        open.keep(target, open.say(", goes on"));
        open.keep(target, open.end());
        assertThat(target.snapshot(open.id)).isEqualTo(open.expected());
        assertThat(target.search("anna", SearchQuery.of("goes on"), null, 5)).hasSize(1);
    }

    private void look(ConversationStore store, List<Object> seen) {
        seen.add(store.list("anna", false, null, 100));
        for (var answers : List.of(plain, branched, open, deleted)) {
            seen.add(store.find(answers.id));
            seen.add(store.snapshot(answers.id));
            seen.add(store.path(answers.id, store.leaf(answers.id).orElse(0), 10_000));
            seen.add(store.children(answers.id, null));
            seen.add(store.leaf(answers.id));
            seen.add(store.lastNumber(answers.id));
            seen.add(store.receipt(answers.id, "command-1"));
        }
        for (String words : List.of("zurich", "may 🌍", "one way", "title", "journal", "nothing")) {
            seen.add(store.search("anna", SearchQuery.of(words), null, 100));
            seen.add(store.search("bert", SearchQuery.of(words), null, 100));
        }
        seen.add(store.blobs().total("anna"));
        seen.add(store.prompts().list("anna"));
        seen.add(new HashSet<>(store.unfinished()));
    }

    @Test
    void whatIsCopiedIsNamedWhereverATableIsAdded() throws Exception {
        source();
        try (var connections = TestDatabases.sqliteConnections(folder);
                var connection = connections.getConnection()) {
            assertThat(new Statements(connection)
                            .list(
                                    row -> row.getString(1),
                                    "select name from sqlite_master where type = 'table'"
                                            + " and name not like 'search%' and name not like 'sqlite%'"
                                            + " and name not in ('lease', 'flyway_schema_history')"))
                    .containsExactlyInAnyOrderElementsOf(StoreCopy.TABLES);
        }
    }

    @Test
    void aTargetThatIsNotEmptyIsRefused() throws Exception {
        plain.keep(source(), plain.begin());
        var other = new Answers("conversation-other");
        other.keep(target(), other.begin());
        close();
        assertThatThrownBy(this::copy)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the target is not empty (conversations: 1, blobs: 0, prompts: 0)");
        var target = target();
        assertThat(target.snapshot(other.id)).isEqualTo(other.expected());
        assertThat(target.find(plain.id)).isEmpty();
    }

    @Test
    void aSourceThatIsInUseIsRefused() throws Exception {
        source();
        assertThatThrownBy(this::copy).isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void aTargetThatIsInUseIsRefused() throws Exception {
        plain.keep(source(), plain.begin());
        close();
        target();
        assertThatThrownBy(this::copy).isInstanceOf(LeaseHeldException.class);
        close();
        // The source was let go of.
        assertThat(source().snapshot(plain.id)).isEqualTo(plain.expected());
    }

    @Test
    void whereItFailsHalfwayNothingIsCopiedAndItCanBeTriedAgain() throws Exception {
        fill(source());
        close();
        change("update message set state = 'x' || char(0) where conversation = 4");
        assertThatThrownBy(this::copy).isInstanceOf(SQLException.class);
        var target = target();
        assertThat(target.find(plain.id)).isEmpty();
        assertThat(target.blobs().find("anna", new BlobId("AAAAAAAAAAAAAAAAAAAAAA")))
                .isEmpty();
        assertThat(target.blobs().total("anna")).isZero();
        close();
        change("update message set state = null where conversation = 4");
        assertThat(copy().conversations()).isEqualTo(4);
        assertThat(target().lastNumber(plain.id)).isEqualTo(9_001);
    }

    private void change(String sql) throws SQLException {
        try (var connections = TestDatabases.sqliteConnections(folder);
                var connection = connections.getConnection()) {
            assertThat(new Statements(connection).update(sql)).isPositive();
        }
    }
}
