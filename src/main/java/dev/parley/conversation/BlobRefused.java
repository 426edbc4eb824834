package dev.parley.conversation;

/** A blob is more than may be kept; nothing of it is. The message is for its owner. */
public final class BlobRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** It is larger than any blob may be. */
        TOO_LARGE,
        /** Its owner has too many of them, or too many bytes, already. */
        NO_ROOM
    }

    private final Reason reason;

    private BlobRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public static BlobRefused tooLarge(BlobLimits limits) {
        return new BlobRefused(Reason.TOO_LARGE, "A file may have at most " + limits.largest() + " bytes.");
    }

    public static BlobRefused noRoom(BlobLimits limits) {
        return new BlobRefused(
                Reason.NO_ROOM,
                "Your files may have at most " + limits.perOwner()
                        + " bytes together. Delete conversations that you no longer need.");
    }

    public static BlobRefused tooMany(BlobLimits limits) {
        return new BlobRefused(
                Reason.NO_ROOM,
                "You may have at most " + limits.most() + " files. Delete conversations that you no longer need.");
    }

    public Reason reason() {
        return reason;
    }
}
