package dev.parley.transfer;

/** A file, or a conversation in it, that is not taken in. The message is for the reader. */
public final class ImportRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        MALFORMED,
        TOO_LARGE,
        /** The store failed; the same again may work later. */
        NOT_STORED
    }

    private final Reason reason;

    ImportRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static ImportRefused malformed(String message) {
        return new ImportRefused(Reason.MALFORMED, message);
    }

    static ImportRefused notStored() {
        return new ImportRefused(Reason.NOT_STORED, "The store failed. Try again in a moment.");
    }

    public Reason reason() {
        return reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
