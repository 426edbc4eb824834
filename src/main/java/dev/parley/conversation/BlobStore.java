package dev.parley.conversation;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Where blobs are kept: beside their conversations, in pieces, so that neither a write nor a read holds anyone up.
 * Thread-safe; every call may block, and fails with {@link StoreFailure}.
 *
 * <p>Writes come from the one thread that commits. A blob is found when it is whole; from the commit on whose event refers to
 * it ({@link Event#blobs()}) it stays as long as its conversation. One that nothing refers to is removed after a while.
 */
public interface BlobStore {

    /** What one write brings and one read gives, in bytes; only the last piece of a blob has fewer. */
    int PIECE = 65_536;

    BlobLimits limits();

    /** Begins a blob, which nobody finds yet. A write. */
    void begin(Blob blob);

    /** The next {@link #PIECE} bytes of a blob that was begun; fewer are the last. A write. */
    void append(BlobId blob, byte[] piece);

    /** All of it has come: from now on it is found. A write. */
    void complete(BlobId blob);

    /** It will not become whole. A write. */
    void discard(BlobId blob);

    /**
     * Removes for good a little of what was discarded, of deleted conversations' blobs, and of those that nothing has
     * referred to since {@code unusedSince}. A write.
     *
     * @return whether there may be more
     */
    boolean tidy(Instant unusedSince);

    /** The owner's blob, if it is whole and its conversation is the owner's, or has not begun. */
    Optional<Blob> find(String owner, BlobId blob);

    /** The conversation's blob, if it is whole. */
    Optional<Blob> find(ConversationId conversation, BlobId blob);

    /** What all of the owner's blobs have together, in bytes, those not yet whole included. */
    long total(String owner);

    /** How many blobs the owner has, those not yet whole included. */
    int count(String owner);

    /** @param number counts from 0 */
    byte[] piece(Blob blob, int number);

    /** All of it; holds one piece at a time. */
    default InputStream open(Blob blob) {
        return open(blob, 0, blob.size());
    }

    /** The bytes from {@code from} on, {@code length} of them or up to the end. */
    default InputStream open(Blob blob, long from, long length) {
        return new BlobStream(this, blob, from, length);
    }
}
