package dev.parley.model.claude;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before a failed call is tried again, and whether at all.
 *
 * @param longestAsked the longest wait a server may ask for
 * @param random from 0 to 1, spreads the callers that failed together
 */
record RetryPolicy(Duration longestAsked, DoubleSupplier random) {

    private static final int MOST_RETRIES = 2;
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 8_000;
    private static final double JITTER = 0.25;

    /**
     * The wait before the next try, or null when there is to be none.
     *
     * @param retries how many retries there were
     * @param asked what the server asked for
     * @param left what is left of the call's whole time
     */
    @Nullable
    Duration next(int retries, @Nullable Duration asked, Duration left) {
        if (retries >= MOST_RETRIES || (asked != null && asked.compareTo(longestAsked) > 0)) {
            return null;
        }
        Duration wait = asked == null ? backOff(retries) : later(asked);
        return wait.compareTo(left) < 0 ? wait : null;
    }

    private Duration backOff(int retries) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << retries);
        return Duration.ofMillis(Math.round(full * (1 - JITTER * random.getAsDouble())));
    }

    /** Never earlier than asked: whoever comes early is refused again. */
    private Duration later(Duration asked) {
        double spread = Math.min(asked.toMillis() * JITTER, 1_000);
        return asked.plusMillis(Math.round(spread * random.getAsDouble()));
    }
}
