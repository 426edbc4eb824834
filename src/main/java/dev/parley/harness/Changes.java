package dev.parley.harness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Wakes whoever waits for something to become true. Thread-safe. */
final class Changes {

    private final Duration limit;
    private long version;

    /** @param limit of every waiting, in real time */
    Changes(Duration limit) {
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    /** Something has changed. */
    synchronized void tell() {
        version++;
        notifyAll();
    }

    /** Waits until the condition holds; false when it did not within the limit. */
    boolean await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long seen = version();
            // Outside the monitor: a condition looks at what others have locked.
            if (condition.getAsBoolean()) {
                return true;
            }
            if (!awaitChange(seen, deadline)) {
                return condition.getAsBoolean();
            }
        }
    }

    private synchronized long version() {
        return version;
    }

    private synchronized boolean awaitChange(long seen, long deadline) {
        long left = deadline - System.nanoTime();
        try {
            while (version == seen && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while it waited", e);
        }
        return version != seen;
    }
}
