package dev.parley.log;

import static dev.parley.log.TestLogs.await;
import static dev.parley.log.TestLogs.title;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.BlobLimits;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BlobWriterTest {

    private static final BlobOrigin ORIGIN =
            new BlobOrigin(new ConversationId("conversation-1"), "anna", "image/png", "picture.png");

    private final TestLogs given = new TestLogs();
    private final BlobWriter writer = given.logs.blobs();
    private final BlobStore kept = given.store.blobs();

    @AfterEach
    void close() {
        given.close();
    }

    @Test
    void aStreamIsKeptWhole() throws IOException {
        byte[] bytes = bytes(5 * BlobStore.PIECE + 17);
        var blob = writer.keep(ORIGIN, new ByteArrayInputStream(bytes));
        assertThat(blob.size()).isEqualTo(bytes.length);
        assertThat(kept.find("anna", blob.id())).contains(blob);
        try (var in = kept.open(blob)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void anEmptyStreamIsAnEmptyBlob() throws IOException {
        var blob = writer.keep(ORIGIN, InputStream.nullInputStream());
        assertThat(kept.find("anna", blob.id())).contains(blob);
        assertThat(blob.size()).isZero();
    }

    @Test
    void everyWriteIsTheLogWriters() throws IOException {
        writer.keep(ORIGIN, new ByteArrayInputStream(bytes(2 * BlobStore.PIECE)));
        assertThat(given.store.blobs().writers()).isNotEmpty().containsOnly("parley-log-writer");
    }

    @Test
    void eventsAreCommittedBetweenTheWritesOfBlobs() throws Exception {
        var log = given.conversation("conversation-1");
        given.store.pause();
        var first = log.append(Append.of(title("a")));
        given.store.awaitBlocked();
        var keeping = IntStream.range(0, 3).mapToObj(i -> keeping()).toList();
        var writtenBefore = new CompletableFuture<Integer>();
        log.append(Append.of(title("b")))
                .thenRun(() ->
                        writtenBefore.complete(given.store.blobs().writers().size()));
        given.store.resume();
        await(first);
        assertThat(writtenBefore.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        for (var thread : keeping) {
            thread.join();
        }
        assertThat(kept.total("anna")).isEqualTo(3 * 10);
    }

    /** A thread whose first write waits for the writer. */
    private Thread keeping() {
        var thread = Thread.startVirtualThread(() -> keep(new ByteArrayInputStream(bytes(10))));
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    @Test
    void ofATruncatedStreamNothingIsKept() {
        var truncated = new SequenceInputStream(new ByteArrayInputStream(bytes(3 * BlobStore.PIECE)), new Broken());
        assertThatThrownBy(() -> writer.keep(ORIGIN, truncated)).hasMessage("cut off");
        assertNothingIsKept();
    }

    @Test
    void whatIsTooLargeIsRefusedAndNothingIsKept() throws IOException {
        int largest = BlobStore.PIECE + 10;
        given.store.blobs().limit(new BlobLimits(largest, 1L << 30, 1_000));
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(largest + 1))))
                .isInstanceOfSatisfying(
                        BlobRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(BlobRefused.Reason.TOO_LARGE))
                .hasMessageContaining(String.valueOf(largest));
        assertNothingIsKept();
        assertThat(writer.keep(ORIGIN, new ByteArrayInputStream(bytes(largest))).size())
                .isEqualTo(largest);
    }

    @Test
    void oneOwnerGetsOnlySoMany() throws IOException {
        given.store.blobs().limit(new BlobLimits(100, 1_000, 2));
        writer.keep(ORIGIN, new ByteArrayInputStream(bytes(1)));
        writer.keep(ORIGIN, new ByteArrayInputStream(bytes(0)));
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(1))))
                .isInstanceOfSatisfying(
                        BlobRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(BlobRefused.Reason.NO_ROOM))
                .hasMessageStartingWith("You may have at most 2 files.");
        var bert = new BlobOrigin(ORIGIN.conversation(), "bert", "text/plain", "a.txt");
        assertThat(writer.keep(bert, new ByteArrayInputStream(bytes(1))).size()).isEqualTo(1);
    }

    @Test
    void oneOwnerGetsOnlyASharedAmount() throws IOException {
        given.store.blobs().limit(new BlobLimits(100, 150, 1_000));
        var first = writer.keep(ORIGIN, new ByteArrayInputStream(bytes(100)));
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(51))))
                .isInstanceOfSatisfying(
                        BlobRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(BlobRefused.Reason.NO_ROOM));
        await().until(() -> kept.total("anna") == first.size());
        writer.keep(ORIGIN, new ByteArrayInputStream(bytes(50)));
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(1))))
                .isInstanceOf(BlobRefused.class);
        var bert = new BlobOrigin(ORIGIN.conversation(), "bert", "text/plain", "a.txt");
        assertThat(writer.keep(bert, new ByteArrayInputStream(bytes(100))).size())
                .isEqualTo(100);
    }

    @Test
    void whereTheStoreFailsNothingIsKept() {
        given.store.blobs().failAfter(2);
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(5 * BlobStore.PIECE))))
                .isInstanceOf(NotStoredException.class);
        assertNothingIsKept();
    }

    @Test
    void whoIsInterruptedKeepsNothing() throws Exception {
        var log = given.conversation("conversation-1");
        given.store.pause();
        log.append(Append.of(title("a")));
        given.store.awaitBlocked();
        var outcome = new CompletableFuture<Throwable>();
        var thread = Thread.startVirtualThread(() -> {
            try {
                writer.keep(ORIGIN, new ByteArrayInputStream(bytes(10)));
            } catch (IOException | RuntimeException e) {
                outcome.complete(e);
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING);
        thread.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        given.store.resume();
        await().until(() -> given.store.blobs().writers().size() == 2);
        assertThat(kept.total("anna")).isZero();
    }

    @Test
    void afterTheEndNothingIsTaken() throws InterruptedException {
        given.logs.close();
        assertThatThrownBy(() -> writer.keep(ORIGIN, new ByteArrayInputStream(bytes(1))))
                .isInstanceOf(NotStoredException.class);
    }

    private void assertNothingIsKept() {
        await().until(() -> kept.total("anna") == 0);
    }

    private void keep(InputStream bytes) {
        try {
            writer.keep(ORIGIN, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("cut off");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
