package dev.parley.observe;

import dev.parley.log.ConversationLogs;
import dev.parley.log.ReaderLag;
import dev.parley.turn.TurnLoad;
import dev.parley.turn.Turns;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is true at the moment of a scrape. */
@Singleton
class Gauges {

    /** All figures of one scrape come from one walk through the readers. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final MeterRegistry registry;
    private final Turns turns;
    private final ConversationLogs logs;
    private ReaderLag lag = ReaderLag.NONE;
    private long looked = System.nanoTime() - FRESH_NANOS;

    Gauges(MeterRegistry registry, Turns turns, ConversationLogs logs) {
        this.registry = registry;
        this.turns = turns;
        this.logs = logs;
    }

    void register(@Observes StartupEvent start) {
        ofTurns("parley.turns.running", "Turns that run", TurnLoad::running);
        ofTurns("parley.turns.waiting", "Conversations whose next turn waits for a place to run", TurnLoad::waiting);
        ofReaders("parley.readers.open", "Readers of conversations, by socket or by HTTP", ReaderLag::readers);
        ofReaders("parley.readers.behind", "Readers that have not been given all that is committed", ReaderLag::behind);
        ofReaders(
                "parley.readers.lag.max", "How many events the reader that is furthest behind misses", ReaderLag::most);
        Gauge.builder("parley.backlog", logs, ConversationLogs::waiting)
                .description("What turns have written that is not committed yet")
                .baseUnit("characters")
                .register(registry);
    }

    private void ofTurns(String name, String description, ToDoubleFunction<TurnLoad> value) {
        Gauge.builder(name, turns, all -> value.applyAsDouble(all.load()))
                .description(description)
                .register(registry);
    }

    private void ofReaders(String name, String description, ToDoubleFunction<ReaderLag> value) {
        Gauge.builder(name, this, gauges -> value.applyAsDouble(gauges.lag()))
                .description(description)
                .register(registry);
    }

    private synchronized ReaderLag lag() {
        long now = System.nanoTime();
        if (now - looked >= FRESH_NANOS) {
            looked = now;
            lag = logs.lag();
        }
        return lag;
    }
}
