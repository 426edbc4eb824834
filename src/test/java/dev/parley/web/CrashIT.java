package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, killed at random moments: nothing that anyone was shown or told is lost. */
class CrashIT {

    /** {@code -Dcrash.kills=50} for the long form. */
    private static final int KILLS = Integer.getInteger("crash.kills", 4);

    private static final int CONVERSATIONS = 12;

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOnSqlite() throws Exception {
        var data = folder.resolve("data");
        try (var parley = new ParleyProcess(folder, "parley.store.directory=" + data, "parley.simulator.delay=2ms")) {
            killAgainAndAgain(parley);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("parley.db"));
                var statement = connection.createStatement();
                var result = statement.executeQuery("pragma integrity_check")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getString(1)).isEqualTo("ok");
        }
    }

    @Test
    void nothingIsLostOnPostgres() throws Exception {
        try (var server = EmbeddedPostgres.builder().start();
                var parley = new ParleyProcess(
                        folder,
                        "parley.store.url=" + server.getJdbcUrl("postgres", "postgres"),
                        "parley.store.username=postgres",
                        "parley.simulator.delay=2ms")) {
            killAgainAndAgain(parley);
        }
    }

    private static void killAgainAndAgain(ParleyProcess parley) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try {
            parley.start();
            var conversations = conversations(parley);
            for (int kill = 0; kill < KILLS; kill++) {
                conversations.forEach(conversation -> conversation.open(parley.address()));
                for (int i = 0; i < 2; i++) {
                    conversations.forEach(conversation -> conversation.goOn("/long 200 " + UUID.randomUUID()));
                }
                int enough = received(conversations) + random.nextInt(2_000);
                await().atMost(Duration.ofSeconds(60)).until(() -> received(conversations) >= enough);
                parley.kill();
                conversations.forEach(WatchedConversation::disconnected);
                parley.start();
            }
            conversations.forEach(conversation -> conversation.open(parley.address()));
            conversations.forEach(WatchedConversation::goOn);
            conversations.forEach(WatchedConversation::awaitRest);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("With seed " + seed + ":\n" + parley.output(), e);
        }
    }

    private static List<WatchedConversation> conversations(ParleyProcess parley) throws Exception {
        var conversations = new ArrayList<WatchedConversation>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            conversations.add(new WatchedConversation(SocketClient.newOwner(parley.address())));
        }
        return conversations;
    }

    private static int received(List<WatchedConversation> conversations) {
        return conversations.stream().mapToInt(WatchedConversation::received).sum();
    }

    @Test
    void aStopLetsAnswersEndAndSaysGoodbye() throws Exception {
        try (var parley = new ParleyProcess(
                folder, "parley.store.directory=" + folder.resolve("data"), "parley.simulator.delay=2ms")) {
            parley.start();
            var conversation = new WatchedConversation(SocketClient.newOwner(parley.address()));
            conversation.open(parley.address());
            conversation.goOn("/long 400 words");
            await().until(() -> conversation.received() > 20);
            parley.terminate();
            assertThat(conversation.disconnected()).isEqualTo(1001);
            assertThat(conversation.lastState()).isEqualTo("complete");
            parley.awaitExit();
            assertThat(parley.output()).doesNotContain(" ERROR ");
            parley.start();
            conversation.open(parley.address());
            conversation.goOn();
            conversation.awaitRest();
        }
    }

    @Test
    void aStopInterruptsWhatTakesTooLong() throws Exception {
        try (var parley = new ParleyProcess(
                folder,
                "parley.store.directory=" + folder.resolve("data"),
                "parley.turn.drain=200ms",
                "parley.simulator.delay=20ms")) {
            parley.start();
            var conversation = new WatchedConversation(SocketClient.newOwner(parley.address()));
            conversation.open(parley.address());
            conversation.goOn("/long 4000 words");
            await().until(() -> conversation.received() > 20);
            parley.terminate();
            assertThat(conversation.disconnected()).isEqualTo(1001);
            assertThat(conversation.lastState()).isEqualTo("interrupted");
            parley.awaitExit();
        }
    }

    @Test
    void aSecondProcessSaysWhoHasTheStoreAndEnds() throws Exception {
        String store = "parley.store.directory=" + folder.resolve("data");
        try (var first = new ParleyProcess(folder, store);
                var second = new ParleyProcess(folder, store, "parley.store.lease-wait=1s")) {
            first.start();
            second.launch();
            assertThat(second.awaitExit()).isNotZero();
            assertThat(second.output())
                    .contains("Another Parley serves the database in")
                    .contains("process " + first.pid())
                    .doesNotContain("\tat ");
            assertThat(first.isReady()).isTrue();
        }
    }
}
