package dev.parley.model.simulator;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The figures behind {@link SimulatorActivity}; written on event loops, read by anyone. */
final class Counters {

    final AtomicInteger openStreams = new AtomicInteger();
    final AtomicLong closedByClient = new AtomicLong();
    final AtomicLong requests = new AtomicLong();
    final AtomicLong reusedConnections = new AtomicLong();
    volatile String lastRequestBody = "";
}
