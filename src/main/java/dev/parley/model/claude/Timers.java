package dev.parley.model.claude;

import java.time.Duration;
import java.time.Instant;

/** Time, as a call sees it; replaced in tests. */
interface Timers {

    Instant now();

    /** A clock that only ever goes forward, in nanoseconds. */
    long nanoTime();

    /** Runs {@code action} once, later, on the caller's Vert.x context. */
    Timer after(Duration delay, Runnable action);

    interface Timer {

        /** Does nothing when the action has run. */
        void cancel();
    }
}
