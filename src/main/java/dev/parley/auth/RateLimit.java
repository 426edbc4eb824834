package dev.parley.auth;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets each of many do something so many times in a period: all at once after a quiet one, evenly spaced from then on.
 * Keeps one number for each who has done it lately. Thread-safe.
 */
public final class RateLimit {

    /** How many may be known before those who have everything back are forgotten. */
    private static final int FORGET_FROM = 1_000;

    private final long periodNanos;
    private final long spacingNanos;
    private final LongSupplier nanoClock;
    /** When each will have all its times back, in the clock's terms. */
    private final Map<String, Long> whole = new HashMap<>();

    private int forgetAt = FORGET_FROM;

    /** @param nanoClock never goes back, as {@link System#nanoTime()} */
    public RateLimit(int times, Duration period, LongSupplier nanoClock) {
        if (times < 1 || !period.isPositive()) {
            throw new IllegalArgumentException("A limit takes at least 1 time in a period, not " + times);
        }
        this.periodNanos = period.toNanos();
        this.spacingNanos = Math.max(1, periodNanos / times);
        this.nanoClock = nanoClock;
    }

    /** Takes one time. Returns zero; or how long it will be until there is one, and nothing was taken. */
    public synchronized Duration take(String who) {
        long now = nanoClock.getAsLong();
        long behind = Math.max(0, whole.getOrDefault(who, now) - now);
        long wait = behind + spacingNanos - periodNanos;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        whole.put(who, now + behind + spacingNanos);
        forget(now);
        return Duration.ZERO;
    }

    private void forget(long now) {
        if (whole.size() >= forgetAt) {
            whole.values().removeIf(at -> at - now <= 0);
            forgetAt = Math.max(FORGET_FROM, 2 * whole.size());
        }
    }

    /** How many are known. */
    synchronized int known() {
        return whole.size();
    }
}
