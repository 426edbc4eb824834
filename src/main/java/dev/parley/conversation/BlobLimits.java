package dev.parley.conversation;

/**
 * How much is kept, in bytes.
 *
 * @param largest the largest single blob
 * @param perOwner what all blobs of one owner may have together
 */
public record BlobLimits(long largest, long perOwner) {

    public BlobLimits {
        if (largest < 1 || perOwner < 1) {
            throw new IllegalArgumentException("A limit for blobs is at least one byte");
        }
    }
}
