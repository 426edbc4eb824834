package dev.parley.turn;

/** The store is too far behind for this turn to go on. */
final class BacklogFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BacklogFullException() {
        super("The store is too far behind");
    }
}
