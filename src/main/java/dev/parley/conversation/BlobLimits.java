package dev.parley.conversation;

/**
 * How much is kept.
 *
 * @param largest the largest single blob, in bytes
 * @param perOwner what all blobs of one owner may have together, in bytes
 * @param most how many blobs one owner may have
 */
public record BlobLimits(long largest, long perOwner, int most) {

    public BlobLimits {
        if (largest < 1 || perOwner < 1 || most < 1) {
            throw new IllegalArgumentException("A limit for blobs is at least 1");
        }
    }
}
