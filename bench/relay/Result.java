package relay;

import java.util.List;

/**
 * What one run gave.
 *
 * @param micros processor time of the server per chunk delivered
 * @param lateP99 by how much the load generator missed its own schedule: if it is large, the machine was too busy to measure
 * @param generatorShare of one processor, used by upstream and readers
 * @param faults of streams; empty when every reader got what was sent
 */
record Result(
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
        List<String> faults) {}
