package common;

import java.util.Arrays;

/** Times in nanoseconds. */
public final class Samples {

    private long[] values = new long[1 << 12];
    private int size;
    private boolean sorted;

    /** One more. */
    public void add(long nanos) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = nanos;
        sorted = false;
    }

    /** The value that {@code share} of all do not exceed, in milliseconds; NaN where there is none. */
    public double millis(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(values, 0, size);
            sorted = true;
        }
        return values[Math.min(size - 1, (int) Math.ceil(share * size) - 1)] / 1e6;
    }
}
