package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.Commit;
import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreStatus;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What PostgreSQL has after a crash, and when it goes away and comes back. */
@Timeout(60)
class PostgresCrashTest {

    private static EmbeddedPostgres server;

    private final StoreStatus status = new StoreStatus();
    private final List<JdbcConversationStore> opened = new ArrayList<>();
    private CuttableProxy way;
    private String direct;
    private JdbcConversationStore store;

    @BeforeAll
    static void start() throws IOException {
        server = TestDatabases.server();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws Exception {
        direct = TestDatabases.newDatabase(server, "crash");
        way = new CuttableProxy(server.getPort());
        // Every statement in its own words, so that the proxy can tell them apart.
        store = open(direct.replace(":" + server.getPort(), ":" + way.port()) + "&prepareThreshold=0", status);
    }

    private JdbcConversationStore open(String url, StoreStatus state) throws Exception {
        var fresh = TestDatabases.open(
                TestDatabases.postgres(url),
                state,
                "process " + opened.size(),
                TestDatabases.Config.in(Path.of("unused")));
        opened.add(fresh);
        return fresh;
    }

    @AfterEach
    void close() throws IOException {
        opened.forEach(JdbcConversationStore::close);
        way.close();
    }

    @Test
    void whatWasCommittedIsThereForTheNextProcess() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        for (int i = 0; i < 20; i++) {
            answer.keep(store, answer.say("Wörter 🌍 "));
        }
        killed();
        var next = open(direct, new StoreStatus());
        assertThat(next.snapshot(answer.id)).isEqualTo(answer.expected());
        answer.keep(next, answer.say("goes on"));
        answer.keep(next, answer.end());
        assertThat(next.snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void afterACrashABlobIsWholeOrNotThere() throws Exception {
        var blobs = new Blobs("conversation-a");
        var whole = blobs.begin(store.blobs());
        blobs.append(store.blobs(), whole);
        blobs.append(store.blobs(), whole);
        way.cutAtAnswerTo("COMMIT");
        var completing = CompletableFuture.runAsync(() -> blobs.complete(store.blobs(), whole));
        way.awaitCut();
        way.mend();
        completing.get(20, TimeUnit.SECONDS);
        var half = blobs.begin(store.blobs());
        blobs.append(store.blobs(), half);
        killed();
        var next = open(direct, new StoreStatus());
        assertThat(next.blobs().find("anna", half.id())).isEmpty();
        blobs.assertAllWhole(next.blobs());
        await().until(() -> {
            next.tend();
            return pieces() == 2;
        });
    }

    private long pieces() throws SQLException {
        try (var connections = TestDatabases.postgresConnections(direct);
                var connection = connections.getConnection()) {
            return new Statements(connection).number("select count(*) from blob_piece");
        }
    }

    /** As the server sees it when a process is gone. */
    private void killed() {
        way.cut();
        await().until(() -> locks() == 0);
    }

    private static long locks() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            return new Statements(connection)
                    .number("select count(*) from pg_locks l join pg_database d on d.oid = l.database"
                            + " where l.locktype = 'advisory' and d.datname = 'crash'");
        }
    }

    @Test
    void aSecondProcessDoesNotGetTheStore() {
        assertThatThrownBy(() -> open(direct, new StoreStatus())).isInstanceOf(LeaseHeldException.class);
    }

    @Test
    void whileTheDatabaseIsGoneNothingIsKeptAndThenItGoesOn() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        way.cut();
        assertThatThrownBy(() -> store.commit(List.of(answer.say("lost")))).isInstanceOf(StoreFailure.class);
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.FAILING);
        assertThatThrownBy(() -> store.snapshot(answer.id)).isInstanceOf(StoreFailure.class);
        way.mend();
        var kept = answer.say("kept");
        await().until(() -> isKept(kept));
        answer.kept(kept);
        answer.keep(store, answer.end());
        assertThat(status.current().state()).isEqualTo(StoreStatus.State.WORKING);
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void aDatabaseThatComesBackIsNoticedWithoutAnythingToWrite() {
        way.cut();
        await().ignoreExceptionsInstanceOf(StoreFailure.class).until(() -> {
            if (status.current().state() == StoreStatus.State.WORKING) {
                store.tend();
            }
            return status.current().state() == StoreStatus.State.FAILING;
        });
        way.mend();
        await().ignoreExceptionsInstanceOf(StoreFailure.class).until(() -> {
            store.tend();
            return status.current().state() == StoreStatus.State.WORKING;
        });
    }

    private boolean isKept(Commit commit) {
        try {
            store.commit(List.of(commit));
            return true;
        } catch (StoreFailure stillGone) {
            return false;
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsKeptOnce() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        var commit = answer.say("kept once");
        way.cutAtAnswerTo("COMMIT");
        var committing = CompletableFuture.runAsync(() -> store.commit(List.of(commit)));
        way.awaitCut();
        way.mend();
        committing.get(20, TimeUnit.SECONDS);
        answer.kept(commit);
        answer.keep(store, answer.say(", and more"));
        answer.keep(store, answer.end());
        assertThat(store.snapshot(answer.id)).isEqualTo(answer.expected());
    }

    @Test
    void whoWaitsToLearnWhetherACommitWasKeptGivesUpAtTheEnd() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        way.cutAtAnswerTo("COMMIT");
        var committing = CompletableFuture.runAsync(() -> store.commit(List.of(answer.say("who knows"))));
        way.awaitCut();
        store.giveUp();
        assertThatThrownBy(() -> committing.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreFailure.class);
    }

    @Test
    void whoeverFindsAnotherInItsPlaceWritesNothingMore() throws Exception {
        var answer = new Answers("conversation-a");
        answer.keep(store, answer.begin());
        killed();
        var next = open(direct, new StoreStatus());
        next.close();
        way.mend();
        await().until(() -> {
            assertThatThrownBy(() -> store.commit(List.of(answer.say("late")))).isInstanceOf(StoreFailure.class);
            return status.current().state() == StoreStatus.State.LOST;
        });
        assertThat(open(direct, new StoreStatus()).snapshot(answer.id)).isEqualTo(answer.expected());
    }
}
