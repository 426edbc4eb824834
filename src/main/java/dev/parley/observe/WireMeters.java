package dev.parley.observe;

import dev.parley.web.WireObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what crosses the wire. No label has an address: those name conversations. */
@Singleton
class WireMeters implements WireObserver {

    private final MeterRegistry registry;
    private final LongAdder sockets = new LongAdder();

    WireMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("parley.sockets.open", sockets, LongAdder::sum)
                .description("Pages, and others, that have a socket open")
                .register(registry);
        for (int hundred = 2; hundred <= 5; hundred++) {
            requests(hundred);
        }
    }

    private Timer requests(int hundred) {
        return Timer.builder("parley.http.requests")
                .description(
                        "How long answers by HTTP took, by the first digit of their status; sockets are not among them")
                .tag("status", hundred + "xx")
                .register(registry);
    }

    @Override
    public void opened() {
        sockets.increment();
    }

    @Override
    public void closed() {
        sockets.decrement();
    }

    @Override
    public void refused(String code) {
        Counter.builder("parley.refused")
                .description("Commands and requests that were refused, by the code that their sender was told")
                .tag("reason", code)
                .register(registry)
                .increment();
    }

    @Override
    public void answered(int status, long nanos) {
        requests(status / 100).record(nanos, TimeUnit.NANOSECONDS);
    }
}
