package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Anna's blobs of one conversation, and what a store must have of them. */
final class Blobs {

    private final BlobOrigin origin;
    private final Random random = new Random(4_711);
    private final Map<BlobId, ByteArrayOutputStream> writing = new HashMap<>();
    private final Map<BlobId, byte[]> whole = new LinkedHashMap<>();

    Blobs(String conversation) {
        this.origin = new BlobOrigin(new ConversationId(conversation), "anna", "image/png", "picture.png");
    }

    Blob begin(BlobStore store) {
        var blob = new Blob(BlobId.random(), origin, 0, Answers.TIME);
        store.begin(blob);
        writing.put(blob.id(), new ByteArrayOutputStream());
        return blob;
    }

    void append(BlobStore store, Blob blob) {
        byte[] piece = new byte[BlobStore.PIECE];
        random.nextBytes(piece);
        store.append(blob.id(), piece);
        writing.get(blob.id()).writeBytes(piece);
    }

    void complete(BlobStore store, Blob blob) {
        store.complete(blob.id());
        whole.put(blob.id(), writing.remove(blob.id()).toByteArray());
    }

    long wholeBytes() {
        return whole.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    void assertAllWhole(BlobStore store) throws IOException {
        assertThat(whole).isNotEmpty();
        for (var entry : whole.entrySet()) {
            var found = store.find("anna", entry.getKey()).orElseThrow();
            try (var in = store.open(found)) {
                assertThat(in.readAllBytes()).isEqualTo(entry.getValue());
            }
        }
    }
}
