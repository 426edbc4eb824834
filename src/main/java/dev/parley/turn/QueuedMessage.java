package dev.parley.turn;

/** A message that waits for its turn. Guarded by the monitor of its conversation's turns. */
final class QueuedMessage {

    private final int turn;
    private final String text;
    private final String handler;
    private boolean stored;

    QueuedMessage(int turn, String text, String handler) {
        this.turn = turn;
        this.text = text;
        this.handler = handler;
    }

    int turn() {
        return turn;
    }

    String text() {
        return text;
    }

    String handler() {
        return handler;
    }

    /** Only a stored message may be answered. */
    boolean isStored() {
        return stored;
    }

    void markStored() {
        stored = true;
    }

    /** It is being taken back: until that is stored, or is not, it must not be answered. */
    void withhold() {
        stored = false;
    }
}
