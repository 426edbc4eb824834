package dev.parley.harness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a harness: it moves when the test or a scripted model moves it, and not otherwise. Thread-safe.
 *
 * <p>The times of events are its. It governs neither what a handler waits for by itself ({@code Thread.sleep}), nor any time-out,
 * nor when a file was kept; a handler that takes an {@link InstantSource} can be given this one.
 */
public final class TestClock implements InstantSource {

    /** When it begins, if nothing else is said. */
    public static final Instant START = Instant.parse("2026-01-01T09:00:00Z");

    private final AtomicReference<Instant> now;

    public TestClock() {
        this(START);
    }

    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Time never goes back. */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back by " + by.abs());
        }
        now.updateAndGet(time -> time.plus(by));
    }
}
