package dev.parley.model.claude;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Time that moves when a test says so. */
final class FakeTimers implements Timers {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private record Pending(Duration due, Context context, Runnable action) {}

    private final List<Pending> pending = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    @Override
    public synchronized Instant now() {
        return START.plus(passed);
    }

    @Override
    public synchronized long nanoTime() {
        return passed.toNanos();
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Pending timer = new Pending(passed.plus(delay), Vertx.currentContext(), action);
        pending.add(timer);
        asked.add(delay);
        return () -> remove(timer);
    }

    private synchronized void remove(Pending timer) {
        pending.remove(timer);
    }

    /** Moves the clock and runs what is due, each on its own context. */
    synchronized void advance(Duration by) {
        passed = passed.plus(by);
        for (Iterator<Pending> timers = pending.iterator(); timers.hasNext(); ) {
            Pending timer = timers.next();
            if (timer.due().compareTo(passed) <= 0) {
                timers.remove();
                timer.context().runOnContext(ignored -> timer.action().run());
            }
        }
    }

    synchronized List<Duration> asked() {
        return List.copyOf(asked);
    }

    synchronized int waiting() {
        return pending.size();
    }
}
