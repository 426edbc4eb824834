package dev.parley.observe;

import dev.parley.log.LogObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Measures the single writer: how much it commits at once, and how long the store takes. */
@Singleton
class JournalMeters implements LogObserver {

    private final DistributionSummary batches;
    private final Timer commits;
    private final Counter lost;

    JournalMeters(MeterRegistry registry) {
        this.batches = DistributionSummary.builder("parley.journal.batch")
                .description("How many events were committed in one transaction")
                .baseUnit("events")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024, 4_096)
                .register(registry);
        this.commits = Timer.builder("parley.journal.commit")
                .description("How long the store took to commit a batch")
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(300_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(3),
                        Duration.ofMillis(10),
                        Duration.ofMillis(30),
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(3))
                .register(registry);
        this.lost = Counter.builder("parley.journal.lost")
                .description("Events that the store did not take; their turns have failed")
                .baseUnit("events")
                .register(registry);
    }

    @Override
    public void committed(int events, long nanos) {
        batches.record(events);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void lost(int events) {
        lost.increment(events);
    }
}
