package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.conversation.Commit;
import dev.parley.conversation.EndState;
import dev.parley.conversation.SearchQuery;
import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreStatus;
import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite has after a crash, and while something is wrong with it. A crash is a copy of the files as they stand. */
@Timeout(60)
class SqliteCrashTest {

    private static final int FILLER_BYTES = 40_000_000;

    @TempDir
    Path folder;

    private final StoreStatus status = new StoreStatus();
    private final List<JdbcConversationStore> opened = new ArrayList<>();
    private JdbcConversationStore store;
    private StoreWriter writer;

    @BeforeEach
    void open() throws Exception {
        store = open(folder.resolve("data"), status);
        writer = lastWriter;
    }

    private StoreWriter lastWriter;

    private JdbcConversationStore open(Path directory, StoreStatus state) throws Exception {
        var database = TestDatabases.sqlite(directory);
        lastWriter = new StoreWriter(database, state, "process " + opened.size());
        var fresh = JdbcConversationStore.open(database, lastWriter, TestDatabases.Config.in(directory));
        opened.add(fresh);
        return fresh;
    }

    @AfterEach
    void close() {
        opened.forEach(JdbcConversationStore::close);
    }

    private JdbcConversationStore crash() throws Exception {
        var copy = Files.createTempDirectory(folder, "crashed");
        try (var files = Files.list(folder.resolve("data"))) {
            for (var file :
                    files.filter(name -> !name.toString().endsWith("-shm")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return open(copy, new StoreStatus());
    }

    @Test
    void whatWasCommittedIsThereAfterACrashAtAnyMoment() throws Exception {
        var random = new Random(4_711);
        var answers =
                List.of(new Answers("conversation-a"), new Answers("conversation-b"), new Answers("conversation-c"));
        for (var answer : answers) {
            answer.keep(store, answer.begin());
        }
        for (int crash = 0; crash < 12; crash++) {
            for (int i = 0; i < 40; i++) {
                step(answers, random);
            }
            store.tend();
            var after = crash();
            for (var answer : answers) {
                assertThat(after.snapshot(answer.id)).isEqualTo(answer.expected());
            }
            after.commit(List.of(answers.getFirst().say("goes on")));
        }
    }

    private void step(List<Answers> answers, Random random) {
        var together = new ArrayList<Commit>();
        for (var answer : answers) {
            if (random.nextBoolean()) {
                var commit = random.nextInt(10) == 0 ? answer.end() : answer.say("Wörter 🌍 " + random.nextInt(1_000));
                together.add(commit);
                answer.kept(commit);
                if (commit.events().size() > 1) {
                    store.commit(together);
                    together.clear();
                    answer.keep(store, answer.begin());
                }
            }
        }
        store.commit(together);
    }

    @Test
    void afterACrashABlobIsWholeOrNotThere() throws Exception {
        var blobs = new Blobs("conversation-a");
        for (int pieces = 0; pieces < 4; pieces++) {
            var blob = blobs.begin(store.blobs());
            for (int i = 0; i < pieces; i++) {
                blobs.append(store.blobs(), blob);
                var after = crash();
                assertThat(after.blobs().find("anna", blob.id())).isEmpty();
                assertThat(after.blobs().total("anna")).isEqualTo(blobs.wholeBytes());
            }
            blobs.complete(store.blobs(), blob);
            blobs.assertAllWhole(crash().blobs());
        }
    }

    @Test
    void whatACrashLeftOfBlobsIsSweptAway() throws Exception {
        var blobs = new Blobs("conversation-a");
        var blob = blobs.begin(store.blobs());
        for (int i = 0; i < 20; i++) {
            blobs.append(store.blobs(), blob);
        }
        close();
        opened.clear();
        var next = open(folder.resolve("data"), new StoreStatus());
        assertThat(count("blob_piece")).isEqualTo(20);
        next.tend();
        assertThat(count("blob_piece")).isEqualTo(4);
        await().until(() -> {
            next.tend();
            return count("blob_piece") + count("blob") == 0;
        });
    }

    @Test
    void theJournalStaysShortHoweverLongAnAnswerTakes() throws Exception {
        var endless = new Answers("conversation-a");
        endless.keep(store, endless.begin());
        for (int i = 0; i < 9_000; i++) {
            endless.keep(store, endless.say("word "));
            if (i % 100 == 0) {
                store.tend();
            }
        }
        assertThat(count("journal")).isLessThan(6_000);
        assertThat(crash().snapshot(endless.id)).isEqualTo(endless.expected());
        endless.keep(store, endless.end());
        while (count("journal") > 0) {
            store.tend();
        }
        assertThat(crash().snapshot(endless.id)).isEqualTo(endless.expected());
    }

    private long count(String table) throws SQLException {
        try (var connections = connections();
                var connection = connections.getConnection()) {
            return new Statements(connection).number("select count(*) from " + table);
        }
    }

    private AgroalDataSource connections() {
        return TestDatabases.sqliteConnections(folder.resolve("data"));
    }

    @Test
    void whoeverReadsWhileItIsWrittenSeesAWholeState() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        var done = new AtomicBoolean();
        var reader = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            while (!done.get()) {
                var snapshot = store.snapshot(answer.id);
                for (int i = 0; i < snapshot.messages().size() - 1; i++) {
                    assertThat(snapshot.messages().get(i).state()).isEqualTo(EndState.COMPLETE);
                }
                reads++;
            }
            return reads;
        });
        for (int i = 0; i < 500; i++) {
            answer.keep(store, answer.say("a"));
            answer.keep(store, answer.end());
            answer.keep(store, answer.begin());
        }
        done.set(true);
        assertThat(reader.get(20, TimeUnit.SECONDS)).isPositive();
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void aSecondProcessDoesNotGetTheStore() {
        assertThatThrownBy(() -> open(folder.resolve("data"), new StoreStatus()))
                .isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void aStartThatFailsWithTheLeaseInHandGivesItBackAndTheNextOneOfTheSameProcessWorks() throws Exception {
        var directory = folder.resolve("data");
        store.close();
        var database = TestDatabases.sqlite(directory);
        try (var connections = connections();
                var connection = connections.getConnection()) {
            execute(connection, "alter table journal rename to mislaid");
            assertThatThrownBy(() -> open(database)).isNotInstanceOf(LeaseHeldException.class);
            execute(connection, "alter table mislaid rename to journal");
        }

        var another = open(TestDatabases.sqlite(directory));
        another.close();
        var again = open(database);
        try {
            var answer = new Answers("conversation-a");
            answer.keep(again, answer.begin());
            growTheWriteAheadLog();
            again.tend();
            await().until(() -> Files.size(directory.resolve("parley.db")) > FILLER_BYTES);
        } finally {
            again.close();
        }
    }

    private static JdbcConversationStore open(Database database) throws Exception {
        return TestDatabases.open(database, new StoreStatus(), "a process", TestDatabases.Config.in(Path.of("unused")));
    }

    /** Beyond the size at which it is copied into the database. */
    private void growTheWriteAheadLog() throws Exception {
        try (var connections = connections();
                var connection = connections.getConnection()) {
            execute(connection, "pragma wal_autocheckpoint = 0");
            execute(connection, "create table filler (bytes blob)");
            execute(connection, "insert into filler values (zeroblob(" + FILLER_BYTES + "))");
        }
    }

    @Test
    void whoIsThrownOutOfTheLeaseWritesNothingMore() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        var told = new CompletableFuture<String>();
        status.onLost(told::complete);
        try (var connections = connections();
                var connection = connections.getConnection()) {
            new Statements(connection).update("update lease set holder = 'another process'");
        }
        assertThatThrownBy(() -> store.commit(List.of(answer.say("a")))).isInstanceOf(StoreFailure.class);
        assertThat(told.get(1, TimeUnit.SECONDS)).contains("another process");
        assertThatThrownBy(() -> store.commit(List.of(answer.say("b")))).isInstanceOf(StoreFailure.class);
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.LOST);
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void whileTheDatabaseIsLockedNothingIsKeptAndThenItGoesOn() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        try (var connections = connections();
                var connection = connections.getConnection()) {
            execute(connection, "begin immediate");
            assertThatThrownBy(() -> store.commit(List.of(answer.say("lost")))).isInstanceOf(StoreFailure.class);
            assertThat(status.current().state()).isEqualTo(StoreStatus.State.FAILING);
            assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
            assertThatThrownBy(() -> store.commit(List.of())).isInstanceOf(StoreFailure.class);
            assertThat(status.current().state()).isEqualTo(StoreStatus.State.FAILING);
            execute(connection, "rollback");
        }
        answer.keep(store, answer.say("kept"));
        answer.keep(store, answer.end());
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.WORKING);
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
        assertThat(crash().snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void whereNothingFitsAnyMoreNothingIsKeptAndThenItGoesOn() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        answer.keep(store, answer.withReceipt("command-1", "small"));
        // SQLite takes it for a full disk when its file may not grow.
        writer.read(statements -> statements.list(row -> row.getInt(1), "pragma max_page_count = 40"));
        assertFullAndThenNot(answer, () -> {});
    }

    @Test
    void onAFullDiskNothingIsKeptAndThenItGoesOn() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=4m", "parley-test", disk.toString()), "needs root");
        try {
            var filler = disk.resolve("filler");
            store = open(disk.resolve("data"), status);
            var answer = new Answers("conversation-a");
            answer.keep(store, answer.begin());
            answer.keep(store, answer.withReceipt("command-1", "small"));
            fill(filler);
            assertFullAndThenNot(answer, () -> Files.delete(filler));
        } finally {
            store.close();
            run("umount", "--lazy", disk.toString());
        }
    }

    private void assertFullAndThenNot(Answers answer, Relief relief) throws Exception {
        var large = answer.withReceipt("command-2", "a".repeat(300_000));
        assertThatThrownBy(() -> store.commit(List.of(large))).isInstanceOf(StoreFailure.class);
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.FAILING);
        assertThat(store.receipt(answer.id, "command-2")).isEmpty();
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
        relief.bring();
        await().until(() -> isKept(large));
        answer.kept(large);
        answer.keep(store, answer.end());
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.WORKING);
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
        assertThat(store.search("anna", SearchQuery.of("small*"), null, 5)).hasSize(1);
        assertIntact();
    }

    private interface Relief {
        void bring() throws IOException;
    }

    private boolean isKept(Commit commit) {
        try {
            store.commit(List.of(commit));
            return true;
        } catch (StoreFailure stillFull) {
            return false;
        }
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4_096]);
            }
        } catch (IOException full) {
            // As it should be.
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private void assertIntact() throws SQLException {
        try (var connections = connections();
                var connection = connections.getConnection()) {
            assertThat(new Statements(connection).find(row -> row.getString(1), "pragma integrity_check"))
                    .contains("ok");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aCopyTakenWhileItIsWrittenIsWhole() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        answer.keep(store, answer.say("a"));
        var backup = folder.resolve("backup");
        Files.createDirectories(backup);
        try (var connections = connections();
                var connection = connections.getConnection()) {
            execute(connection, "vacuum into '" + backup.resolve("parley.db") + "'");
        }
        var expected = answer.expected();
        answer.keep(store, answer.say("b"));
        assertThat(open(backup, new StoreStatus()).snapshot(answer.id)).isEqualTo(expected);
    }
}
