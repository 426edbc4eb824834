package common;

import java.util.List;

/**
 * What one run gave.
 *
 * @param micros processor time of the server per chunk delivered
 * @param lateP99 by how much the load generator missed its own schedule: if it is large, the machine was too busy to measure
 * @param generatorShare of one processor, used by upstream and readers
 * @param faults of streams; empty when every reader got what was sent
 */
public record Result(
        double p50,
        double p99,
        double p999,
        double micros,
        double bytesPerTextByte,
        double chunksPerSecond,
        double serverShare,
        double generatorShare,
        double lateP99,
        double residentMegabytes,
        List<String> faults) {

    /** A line to see how it goes. */
    public String inShort() {
        return "p50 %.2f p99 %.2f p99.9 %.2f ms, %.1f µs/chunk, %,.0f chunks/s, generator %.2f CPU and %.2f ms late%s"
                .formatted(
                        p50,
                        p99,
                        p999,
                        micros,
                        chunksPerSecond,
                        generatorShare,
                        lateP99,
                        faults.isEmpty() ? "" : ", " + faults.size() + " FAULTS: " + faults.getFirst());
    }
}
