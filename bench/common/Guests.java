package common;

import java.util.List;

/**
 * What a bench does beside a load.
 *
 * @param streams answers that it reads itself, numbered after those of the load
 * @param begin called once the load's streams are under way, before the window begins
 * @param timed called once all that is timed is over, while the streams still run
 */
public record Guests(List<Stream> streams, Runnable begin, Runnable timed) {

    /** Nothing. */
    public static final Guests NONE = new Guests(List.of(), () -> {}, () -> {});
}
