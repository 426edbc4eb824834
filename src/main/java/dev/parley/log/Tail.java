package dev.parley.log;

import dev.parley.conversation.Event;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of a log, bounded in number and in characters. Offsets have no gap, so an event is found by
 * subtraction. Not thread-safe.
 */
final class Tail {

    private final int maxWeight;
    private @Nullable Event[] ring = new @Nullable Event[16];
    private int head;
    private int size;
    private long last;
    private long weight;

    Tail(int maxWeight) {
        this.maxWeight = maxWeight;
    }

    /** The offset of the newest event ever added; 0 before the first. */
    long last() {
        return last;
    }

    /** Whether every event after {@code offset} is still here. */
    boolean reachesBackTo(long offset) {
        return offset <= last && offset >= last - size;
    }

    Event get(long offset) {
        return at(index((int) (offset - (last - size) - 1)));
    }

    private Event at(int index) {
        return Objects.requireNonNull(ring[index], "Within head and size there is no gap");
    }

    void add(Event event) {
        if (size == ring.length) {
            grow();
        }
        ring[index(size)] = event;
        size++;
        last++;
        weight += EventWeight.of(event);
        while (weight > maxWeight && size > 1) {
            drop();
        }
    }

    private void drop() {
        weight -= EventWeight.of(at(head));
        ring[head] = null;
        head = (head + 1) % ring.length;
        size--;
    }

    private void grow() {
        var larger = new @Nullable Event[ring.length * 2];
        int first = ring.length - head;
        System.arraycopy(ring, head, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, head);
        Arrays.fill(ring, null);
        ring = larger;
        head = 0;
    }

    private int index(int fromHead) {
        return (head + fromHead) % ring.length;
    }
}
