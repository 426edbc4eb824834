package common;

import java.time.Duration;

/**
 * What one run asks of a server.
 *
 * @param rate chunks per second of each stream; 0 for as fast as they are taken
 * @param chunks how long a stream is, where it is not the window that ends it
 * @param window what is measured of a paced run, once all streams are under way
 */
public record Load(String name, int streams, int rate, int chunks, Duration window) {

    /** How long after the last stream's start measuring begins. */
    public static final Duration SETTLE = Duration.ofSeconds(1);

    /** Each stream by the clock, measured for as long as the window. */
    public static Load paced(int streams, int rate, Duration window) {
        var longest = startUp(streams).plus(SETTLE).plus(window).plusSeconds(20);
        return new Load(
                "%,d at %d/s".formatted(streams, rate),
                streams,
                rate,
                (int) (longest.toMillis() * rate / 1_000),
                window);
    }

    /** Each stream as fast as it is taken. */
    public static Load saturated(int streams, int chunks) {
        return new Load("%,d, saturated".formatted(streams), streams, 0, chunks, Duration.ZERO);
    }

    /** Whether the clock says when a chunk is due. */
    public boolean isPaced() {
        return rate > 0;
    }

    /** Streams start one after the other, so that their chunks are spread over time and no crowd starts at once. */
    Duration startUp() {
        return startUp(streams);
    }

    private static Duration startUp(int streams) {
        return Duration.ofMillis(Math.clamp(streams * 2L, 100, 2_000));
    }
}
