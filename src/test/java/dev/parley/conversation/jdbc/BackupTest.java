package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.StoreStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/operations.md, carried out on stores that are written to meanwhile. */
@Timeout(120)
class BackupTest {

    private static final Path DOCUMENT = Path.of("docs/operations.md");

    @TempDir
    Path folder;

    private final List<Answers> answers = IntStream.range(0, 8)
            .mapToObj(i -> new Answers("conversation-" + i))
            .toList();
    /** What all conversations were after each commit. */
    private final List<List<Snapshot>> versions = new ArrayList<>();

    private final Blobs blobs = new Blobs("conversation-0");
    private JdbcConversationStore store;
    private volatile boolean enough;

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aBackupOfSqliteHasEveryConversationWholeAndIsRestored() throws Exception {
        assumeTrue(exists("sqlite3"), "needs the command sqlite3");
        store = sqlite();
        backUpWhileItIsWritten(() -> run("backup-sqlite", ""));
        store.close();
        run("restore-sqlite", "");
        store = sqlite();
        assertOneWholeVersion();
    }

    private JdbcConversationStore sqlite() throws Exception {
        var data = folder.resolve("data");
        return TestDatabases.open(TestDatabases.sqlite(data), new StoreStatus(), "this", TestDatabases.Config.in(data));
    }

    @Test
    void aBackupOfPostgresHasEveryConversationWholeAndIsRestored() throws Exception {
        assumeTrue(exists("pg_dump") && exists("pg_restore"), "needs the commands pg_dump and pg_restore");
        try (var server = TestDatabases.server()) {
            String url = TestDatabases.newDatabase(server, "backup");
            String uri = "postgresql://postgres@localhost:" + server.getPort() + "/backup";
            store = postgres(url);
            backUpWhileItIsWritten(() -> run("backup-postgresql", uri));
            store.close();
            run("restore-postgresql", uri);
            store = postgres(url);
            assertOneWholeVersion();
            store.close();
        }
    }

    private JdbcConversationStore postgres(String url) throws Exception {
        return TestDatabases.open(
                TestDatabases.postgres(url), new StoreStatus(), "this", TestDatabases.Config.in(folder));
    }

    private interface Commands {
        void run() throws Exception;
    }

    private void backUpWhileItIsWritten(Commands backup) throws Exception {
        var blob = blobs.begin(store.blobs());
        blobs.append(store.blobs(), blob);
        blobs.append(store.blobs(), blob);
        blobs.complete(store.blobs(), blob);
        together(answers.stream().map(Answers::begin).toList());
        int atLeast = versions.size() - 1;
        var writing = CompletableFuture.runAsync(this::write);
        await().until(() -> count() > 100);
        backup.run();
        int during = count();
        await().until(() -> count() > during + 100);
        enough = true;
        writing.get(20, TimeUnit.SECONDS);
        assertThat(atLeast).isLessThan(during);
    }

    private int count() {
        synchronized (versions) {
            return versions.size();
        }
    }

    /** Each commit is for all conversations, so that a copy has all of it or nothing. */
    private void write() {
        for (int i = 0; !enough; i++) {
            String text = "word " + i + " 🌍 ";
            together(answers.stream().map(answer -> answer.say(text)).toList());
            if (i % 20 == 0) {
                together(answers.stream().map(Answers::end).toList());
                together(answers.stream().map(Answers::begin).toList());
            }
        }
    }

    private void together(List<Commit> commits) {
        store.commit(commits);
        for (int i = 0; i < commits.size(); i++) {
            answers.get(i).kept(commits.get(i));
        }
        synchronized (versions) {
            versions.add(all());
        }
    }

    private List<Snapshot> all() {
        return answers.stream().map(Answers::expected).toList();
    }

    private void assertOneWholeVersion() throws IOException {
        var found = answers.stream().map(answer -> store.snapshot(answer.id)).toList();
        assertThat(versions).as("what was there at one moment").contains(found);
        assertThat(versions.indexOf(found)).isBetween(100, versions.size() - 100);
        blobs.assertAllWhole(store.blobs());
    }

    /** @param database for {@code $DATABASE} */
    private void run(String name, String database) throws Exception {
        var shell = new ProcessBuilder("sh", "-e", "-c", commands(name))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("DATABASE", database);
        var process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static String commands(String name) throws IOException {
        var block = Pattern.compile("<!-- " + name + " -->\\s+```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as("%s is in %s", name, DOCUMENT).isTrue();
        return block.group(1);
    }

    private static boolean exists(String command) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + command).start().waitFor() == 0;
    }
}
