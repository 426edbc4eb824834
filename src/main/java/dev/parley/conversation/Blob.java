package dev.parley.conversation;

import java.time.Instant;

/**
 * Bytes too large for an event, such as an attachment, a picture or a large table: what is known of them.
 *
 * @param size in bytes
 */
public record Blob(BlobId id, BlobOrigin origin, long size, Instant createdAt) {

    public Blob {
        if (size < 0) {
            throw new IllegalArgumentException("A blob has no negative size");
        }
    }

    /** The same once all of it has come. */
    public Blob withSize(long bytes) {
        return new Blob(id, origin, bytes, createdAt);
    }

    public ConversationId conversation() {
        return origin.conversation();
    }

    public String owner() {
        return origin.owner();
    }

    public String mediaType() {
        return origin.mediaType();
    }

    public String name() {
        return origin.name();
    }
}
