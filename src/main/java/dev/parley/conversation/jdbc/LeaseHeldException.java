package dev.parley.conversation.jdbc;

/** Another process has the store. */
final class LeaseHeldException extends Exception {

    private static final long serialVersionUID = 1L;

    LeaseHeldException(String message) {
        super(message);
    }
}
