package dev.parley.log;

/** The store failed: nothing of what was to be stored was kept, and no reader has seen it. */
public final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStoredException(Throwable cause) {
        super("The store failed, nothing was kept", cause);
    }
}
