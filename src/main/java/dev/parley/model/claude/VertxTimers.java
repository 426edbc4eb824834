package dev.parley.model.claude;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** The real time. */
final class VertxTimers implements Timers {

    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        long id = vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> action.run());
        return () -> vertx.cancelTimer(id);
    }
}
