package dev.parley.web;

/** Since when a write has been under way, for whoever watches over those that hang. Of several the last; read by any thread. */
final class WriteClock {

    /** In the terms of {@link System#nanoTime()}; 0 for none. */
    private volatile long since;

    void begun() {
        since = System.nanoTime();
    }

    void done() {
        since = 0;
    }

    /** Whether it is under way for longer than {@code nanos} at {@code now}. */
    boolean exceeds(long nanos, long now) {
        long begun = since;
        return begun != 0 && now - begun > nanos;
    }
}
