package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving from SQLite to PostgreSQL with the packaged application. */
class MoveIT {

    @TempDir
    Path folder;

    @Test
    void whoMovesFindsEverythingOnPostgres() throws Exception {
        var data = folder.resolve("data");
        try (var server = EmbeddedPostgres.builder().start()) {
            String[] postgres = {
                "parley.store.url=" + server.getJdbcUrl("postgres", "postgres"), "parley.store.username=postgres"
            };
            try (var before =
                            new ParleyProcess(folder, "parley.store.directory=" + data, "parley.simulator.delay=2ms");
                    var move = new ParleyProcess(folder, postgres[0], postgres[1], "parley.store.copy-from=" + data);
                    var after = new ParleyProcess(folder, postgres)) {
                before.start();
                var conversation = new WatchedConversation(SocketClient.newOwner(before.address()));
                conversation.open(before.address());
                conversation.goOn("/long 200 words");
                await().until(() -> conversation.received() > 20);
                move.launch();
                assertThat(move.awaitExit()).isEqualTo(1);
                assertThat(move.output()).contains("Nothing was copied: another Parley serves the database in");
                before.kill();
                conversation.disconnected();

                move.launch();
                assertThat(move.awaitExit()).as(move.output()).isZero();
                assertThat(move.output()).contains("Copied to PostgreSQL (conversations: 1, messages: 2, blobs: 0)");

                move.launch();
                assertThat(move.awaitExit()).isEqualTo(1);
                assertThat(move.output()).contains("the target is not empty (conversations: 1, blobs: 0, prompts: 0)");

                after.start();
                conversation.open(after.address());
                conversation.goOn();
                conversation.awaitRest();
            }
        }
    }

    @Test
    void whereThereIsNothingToCopyOrNowhereToCopyItThatIsSaid() throws Exception {
        var nothing = folder.resolve("nothing");
        try (var nowhere = new ParleyProcess(folder, "parley.store.copy-from=" + folder);
                var empty = new ParleyProcess(
                        folder,
                        "parley.store.url=jdbc:postgresql://localhost:1/none",
                        "parley.store.copy-from=" + nothing)) {
            nowhere.launch();
            assertThat(nowhere.awaitExit()).isEqualTo(1);
            assertThat(nowhere.output()).contains("parley.store.url has to say where that is");
            empty.launch();
            assertThat(empty.awaitExit()).isEqualTo(1);
            assertThat(empty.output()).contains("there is no parley.db in " + nothing);
            assertThat(nothing).doesNotExist();
        }
    }
}
