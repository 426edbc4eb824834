package dev.parley.log;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * Takes blobs in, each piece by way of the one writer and between two batches of events. Holds one piece at a time.
 * Thread-safe.
 */
public final class BlobWriter {

    private static final Logger LOG = Logger.getLogger(BlobWriter.class);

    private final BlobStore store;
    private final GroupCommit writer;

    BlobWriter(BlobStore store, GroupCommit writer) {
        this.store = store;
        this.writer = writer;
    }

    /**
     * Keeps all that {@code bytes} has, or nothing. Blocks; not for an event loop. What is returned can be referred to by an
     * event of its conversation at once, and is removed after a day if none does.
     *
     * @param bytes read to their end and not closed; a stream that throws was cut off
     * @throws BlobRefused if that is more than may be kept
     * @throws NotStoredException if the store fails
     * @throws IOException what {@code bytes} throws, and when the thread is interrupted
     */
    public Blob keep(BlobOrigin origin, InputStream bytes) throws IOException {
        requireRoom(origin.owner(), 1);
        requireFew(origin.owner());
        var begun = new Blob(BlobId.random(), origin, 0, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        boolean whole = false;
        try {
            write(() -> store.begin(begun));
            var blob = begun.withSize(copy(begun.id(), bytes));
            requireRoom(origin.owner(), 0);
            write(() -> store.complete(blob.id()));
            whole = true;
            return blob;
        } finally {
            if (!whole) {
                discard(begun.id());
            }
        }
    }

    private void requireRoom(String owner, long more) {
        if (store.total(owner) + more > store.limits().perOwner()) {
            throw BlobRefused.noRoom(store.limits());
        }
    }

    private void requireFew(String owner) {
        if (store.count(owner) >= store.limits().most()) {
            throw BlobRefused.tooMany(store.limits());
        }
    }

    private long copy(BlobId blob, InputStream bytes) throws IOException {
        long size = 0;
        byte[] piece = bytes.readNBytes(BlobStore.PIECE);
        while (piece.length > 0) {
            size += piece.length;
            if (size > store.limits().largest()) {
                throw BlobRefused.tooLarge(store.limits());
            }
            byte[] next = piece;
            write(() -> store.append(blob, next));
            piece = piece.length < BlobStore.PIECE ? new byte[0] : bytes.readNBytes(BlobStore.PIECE);
        }
        return size;
    }

    private void write(Runnable write) throws InterruptedIOException {
        try {
            writer.write(write).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a blob was stored");
        } catch (ExecutionException e) {
            throw new NotStoredException(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** Nobody waits for it: if it fails too, what was begun goes like all that nothing refers to. */
    private void discard(BlobId blob) {
        var _ = writer.write(() -> store.discard(blob)).exceptionally(failure -> {
            LOG.debugf(failure, "Blob %s is removed later", blob);
            return null;
        });
    }
}
