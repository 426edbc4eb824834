package dev.parley.observe;

import dev.parley.conversation.EndState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts turns. Whose they are, and what is in them, is no label of anything. */
@Singleton
class TurnMeters {

    private final Map<EndState, Counter> ends = new EnumMap<>(EndState.class);
    private final Timer duration;
    private final Timer firstChunk;
    private final LongAdder chunks = new LongAdder();

    TurnMeters(MeterRegistry registry) {
        // All from the start, so that the first failure is a rise and no new line.
        Stream.of(EndState.COMPLETE, EndState.STOPPED, EndState.INTERRUPTED, EndState.FAILED)
                .forEach(state -> ends.put(
                        state,
                        Counter.builder("parley.turns")
                                .description("Turns that have ended, by how")
                                .tag("state", Labels.of(state))
                                .register(registry)));
        this.duration = Timer.builder("parley.turn.duration")
                .description("How long turns took, whatever their end")
                .serviceLevelObjectives(seconds(1, 5, 15, 30, 60, 120, 300, 900, 3600))
                .register(registry);
        this.firstChunk = Timer.builder("parley.turn.first.chunk")
                .description("How long turns took to the first chunk of a stream that they wrote")
                .serviceLevelObjectives(seconds(0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60))
                .register(registry);
        FunctionCounter.builder("parley.turn.chunks", chunks, LongAdder::sum)
                .description("Chunks of streams that turns wrote")
                .register(registry);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis(Math.round(bound * 1_000)))
                .toArray(Duration[]::new);
    }

    void chunk() {
        chunks.increment();
    }

    void firstChunk(Duration after) {
        firstChunk.record(after);
    }

    void ended(EndState state, Duration after) {
        duration.record(after);
        var counter = ends.get(state);
        if (counter != null) {
            counter.increment();
        }
    }
}
