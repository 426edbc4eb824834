package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does with blobs; a subclass for each. */
public abstract class BlobStoreContract {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final ConversationId FIRST = new ConversationId("first-conversation");
    private static final ConversationId SECOND = new ConversationId("second-conversation");
    private static final int PIECE = BlobStore.PIECE;

    private ConversationStore store;
    private BlobStore blobs;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openBlobs() throws Exception {
        store = opened();
        blobs = store.blobs();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17})
    void aBlobIsReadAsItWasWritten(int size) throws IOException {
        byte[] bytes = bytes(size);
        var blob = keep(FIRST, "anna", bytes);
        var found = blobs.find("anna", blob.id()).orElseThrow();
        assertThat(found).isEqualTo(blob);
        assertThat(found.size()).isEqualTo(size);
        try (var in = blobs.open(found)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aPartOfABlobIsReadAsWell() throws IOException {
        byte[] bytes = bytes(2 * PIECE + 100);
        var blob = keep(FIRST, "anna", bytes);
        for (int from : List.of(0, 1, PIECE - 1, PIECE, 2 * PIECE, bytes.length)) {
            for (int length : List.of(0, 1, 2, PIECE, PIECE + 1, bytes.length + 1)) {
                int end = Math.min(bytes.length, from + length);
                assertThat(all(blobs.open(blob, from, length)))
                        .as("%d bytes from %d on", length, from)
                        .isEqualTo(Arrays.copyOfRange(bytes, from, end));
            }
        }
        assertThatThrownBy(() -> blobs.open(blob, bytes.length + 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> blobs.open(blob, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whoeverReadsAStreamMaySkip() throws IOException {
        byte[] bytes = bytes(2 * PIECE);
        var blob = keep(FIRST, "anna", bytes);
        try (var in = blobs.open(blob)) {
            assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(bytes[0]));
            assertThat(in.available()).isEqualTo(PIECE - 1);
            assertThat(in.skip(PIECE)).isEqualTo(PIECE);
            assertThat(in.read()).isEqualTo(Byte.toUnsignedInt(bytes[PIECE + 1]));
            assertThat(in.skip(bytes.length)).isEqualTo(PIECE - 2);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void aBlobThatIsNotWholeIsNotFound() {
        var blob = blob(FIRST, "anna");
        assertThat(blobs.find("anna", blob.id())).isEmpty();
        blobs.begin(blob);
        blobs.append(blob.id(), bytes(PIECE));
        assertThat(blobs.find("anna", blob.id())).isEmpty();
        assertThat(blobs.find(FIRST, blob.id())).isEmpty();
        assertThatThrownBy(() -> blobs.piece(blob.withSize(PIECE), 0)).isInstanceOf(StoreFailure.class);
        assertThat(blobs.total("anna")).isEqualTo(PIECE);
        blobs.complete(blob.id());
        assertThat(blobs.find(FIRST, blob.id())).contains(blob.withSize(PIECE));
    }

    @Test
    void aBlobThatIsDiscardedLeavesNothingBehind() {
        var blob = blob(FIRST, "anna");
        blobs.begin(blob);
        blobs.append(blob.id(), bytes(PIECE));
        blobs.discard(blob.id());
        assertThat(blobs.total("anna")).isZero();
        assertThatThrownBy(() -> blobs.append(blob.id(), bytes(1))).isInstanceOf(StoreFailure.class);
        assertThatThrownBy(() -> blobs.complete(blob.id())).isInstanceOf(StoreFailure.class);
        tidyAll(Instant.EPOCH);
        assertThat(blobs.find("anna", blob.id())).isEmpty();
    }

    @Test
    void aWholeBlobIsNotDiscarded() {
        var blob = keep(FIRST, "anna", bytes(5));
        blobs.discard(blob.id());
        assertThat(blobs.find("anna", blob.id())).contains(blob);
    }

    @Test
    void piecesBehindTheLastOrTooLargeOnesAreRefused() {
        var blob = blob(FIRST, "anna");
        blobs.begin(blob);
        assertThatThrownBy(() -> blobs.append(blob.id(), bytes(PIECE + 1))).isInstanceOf(StoreFailure.class);
        blobs.append(blob.id(), bytes(7));
        assertThatThrownBy(() -> blobs.append(blob.id(), bytes(7))).isInstanceOf(StoreFailure.class);
        blobs.complete(blob.id());
        assertThatThrownBy(() -> blobs.append(blob.id(), bytes(7))).isInstanceOf(StoreFailure.class);
        assertThat(blobs.find("anna", blob.id()).orElseThrow().size()).isEqualTo(7);
    }

    @Test
    void aBlobIsItsOwnersAndItsConversationsOnly() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "bert")));
        var blob = keep(FIRST, "anna", bytes(3));
        assertThat(blobs.find("anna", blob.id())).contains(blob);
        assertThat(blobs.find(FIRST, blob.id())).contains(blob);
        assertThat(blobs.find("bert", blob.id())).isEmpty();
        assertThat(blobs.find(SECOND, blob.id())).isEmpty();
        assertThat(blobs.total("anna")).isEqualTo(3);
        assertThat(blobs.total("bert")).isZero();
    }

    @Test
    void whoeverBringsABlobToSomeoneElsesConversationBringsItToNowhere() {
        store.commit(List.of(creation(FIRST, "anna")));
        var planted = keep(FIRST, "bert", bytes(3));
        assertThat(blobs.find("bert", planted.id())).isEmpty();
        assertThat(blobs.find("anna", planted.id())).isEmpty();
        assertThat(blobs.find(FIRST, planted.id())).isEmpty();
        assertThatThrownBy(() -> store.commit(List.of(reference(FIRST, 2, planted))))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aBlobMayComeBeforeItsConversation() {
        var blob = keep(FIRST, "anna", bytes(3));
        assertThat(blobs.find("anna", blob.id())).contains(blob);
        store.commit(List.of(new Commit(FIRST, reference(FIRST, 2, blob).events(), List.of(), begun(FIRST, "anna"))));
        tidyAll(TIME.plusSeconds(1));
        assertThat(blobs.find("anna", blob.id())).contains(blob);
    }

    @Test
    void anEventThatRefersToABlobThatIsNotThereIsRefused() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        var unfinished = blob(FIRST, "anna");
        blobs.begin(unfinished);
        for (var blob : List.of(blob(FIRST, "anna"), unfinished, keep(SECOND, "anna", bytes(3)))) {
            assertThatThrownBy(() -> store.commit(List.of(reference(FIRST, 2, blob))))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(store.leaf(FIRST)).isEmpty();
    }

    @Test
    void whatNothingRefersToIsRemovedAfterAWhile() {
        store.commit(List.of(creation(FIRST, "anna")));
        var used = keep(FIRST, "anna", bytes(3));
        var unused = keep(FIRST, "anna", bytes(40 * PIECE));
        var abandoned = blob(FIRST, "anna");
        blobs.begin(abandoned);
        blobs.append(abandoned.id(), bytes(PIECE));
        store.commit(List.of(reference(FIRST, 2, used)));
        tidyAll(TIME);
        assertThat(blobs.find("anna", unused.id())).contains(unused);
        tidyAll(TIME.plusMillis(1));
        assertThat(blobs.find("anna", unused.id())).isEmpty();
        assertThatThrownBy(() -> blobs.complete(abandoned.id())).isInstanceOf(StoreFailure.class);
        assertThat(blobs.find("anna", used.id())).contains(used);
        assertThat(blobs.total("anna")).isEqualTo(3);
    }

    @Test
    void aReferenceInACommitThatFailedCountsForNothing() {
        store.commit(List.of(creation(FIRST, "anna")));
        var blob = keep(FIRST, "anna", bytes(3));
        var bad = new Commit(
                FIRST, List.of(new LoggedEvent(3, new Event.TextAppended(99, "for nobody"))), List.of(), null);
        assertThatThrownBy(() -> store.commit(List.of(reference(FIRST, 2, blob), bad)))
                .isInstanceOf(RuntimeException.class);
        tidyAll(TIME.plusMillis(1));
        assertThat(blobs.find("anna", blob.id())).isEmpty();
    }

    @Test
    void aBlobGoesWithItsConversation() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        var gone = keep(FIRST, "anna", bytes(20 * PIECE));
        var stays = keep(SECOND, "anna", bytes(3));
        store.commit(List.of(reference(FIRST, 2, gone), reference(SECOND, 2, stays)));
        store.commit(List.of(commit(FIRST, Event.ConversationChanged.deleted(true))));
        assertThat(blobs.find("anna", gone.id())).isEmpty();
        store.commit(List.of(commit(FIRST, Event.ConversationChanged.deleted(false))));
        assertThat(blobs.find("anna", gone.id())).contains(gone);
        store.commit(List.of(commit(FIRST, Event.ConversationChanged.deleted(true))));
        while (store.purge(Instant.now().plusSeconds(60))) {
            // The rest.
        }
        tidyAll(Instant.EPOCH);
        assertThat(blobs.find("anna", gone.id())).isEmpty();
        assertThatThrownBy(() -> blobs.piece(gone, 0)).isInstanceOf(StoreFailure.class);
        assertThat(blobs.find("anna", stays.id())).contains(stays);
        assertThat(blobs.total("anna")).isEqualTo(3);
    }

    @Test
    void twoBlobsMayBeWrittenAtATime() throws IOException {
        var one = blob(FIRST, "anna");
        var other = blob(SECOND, "bert");
        blobs.begin(one);
        blobs.begin(other);
        blobs.append(one.id(), filled(PIECE, 1));
        blobs.append(other.id(), filled(PIECE, 2));
        blobs.append(one.id(), filled(10, 1));
        blobs.append(other.id(), filled(20, 2));
        blobs.complete(one.id());
        blobs.complete(other.id());
        assertThat(all(blobs.open(blobs.find("anna", one.id()).orElseThrow()))).isEqualTo(filled(PIECE + 10, 1));
        assertThat(all(blobs.open(blobs.find("bert", other.id()).orElseThrow())))
                .isEqualTo(filled(PIECE + 20, 2));
    }

    @Test
    void namesAndTypesAreKeptInAllLanguages() {
        var blob = new Blob(
                BlobId.random(), new BlobOrigin(FIRST, "anna", "image/svg+xml", "Prüfung 🌍 '; --.svg"), 0, TIME);
        blobs.begin(blob);
        blobs.complete(blob.id());
        assertThat(blobs.find("anna", blob.id())).contains(blob);
    }

    private void tidyAll(Instant unusedSince) {
        while (blobs.tidy(unusedSince)) {
            // The rest.
        }
    }

    private Blob keep(ConversationId conversation, String owner, byte[] bytes) {
        var blob = blob(conversation, owner);
        blobs.begin(blob);
        for (int from = 0; from < bytes.length; from += PIECE) {
            blobs.append(blob.id(), Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
        }
        blobs.complete(blob.id());
        return blob.withSize(bytes.length);
    }

    private static Blob blob(ConversationId conversation, String owner) {
        return new Blob(BlobId.random(), new BlobOrigin(conversation, owner, "image/png", "picture.png"), 0, TIME);
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int size, int value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] all(InputStream stream) throws IOException {
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private static Commit creation(ConversationId id, String owner) {
        return new Commit(id, List.of(), List.of(), begun(id, owner));
    }

    private static Conversation begun(ConversationId id, String owner) {
        return new Conversation(id, owner, "Title", "claude", TIME);
    }

    /** A message whose only element is the blob. */
    private static Commit reference(ConversationId id, int message, Blob blob) {
        return commit(
                id,
                new Event.MessageStarted(message, null, List.of(), Role.USER, "user", null, TIME, 1, null),
                new Event.ElementAdded(message + 1, message, Element.File.of(blob), TIME));
    }

    private static Commit commit(ConversationId id, Event... events) {
        return new Commit(
                id,
                Arrays.stream(events).map(event -> new LoggedEvent(1, event)).toList(),
                List.of(),
                null);
    }
}
