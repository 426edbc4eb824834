package dev.parley.observe;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Usage;
import dev.parley.turn.CallWatch;
import dev.parley.turn.TurnWatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One turn as meters and traces see it. */
final class ObservedTurn implements TurnWatch {

    private final ObservedTurns all;
    private final TurnMeters meters;
    private final Span span;
    private final long begun = System.nanoTime();
    private final AtomicBoolean written = new AtomicBoolean();
    /** By calls that have ended. */
    private TurnUsage spent = TurnUsage.NOTHING;

    ObservedTurn(ObservedTurns all, TurnMeters meters, Span span) {
        this.all = all;
        this.meters = meters;
        this.span = span;
    }

    @Override
    public void chunk() {
        meters.chunk();
        // Looked at before it is changed: that costs nothing for all chunks but the first.
        if (!written.get() && written.compareAndSet(false, true)) {
            meters.firstChunk(sinceBegun());
            span.addEvent("first chunk");
        }
    }

    @Override
    public CallWatch call() {
        return all.call(span, this::spent);
    }

    private synchronized void spent(Usage usage) {
        spent = spent.plus(usage);
    }

    private synchronized TurnUsage spent() {
        return spent;
    }

    @Override
    public void ended(EndState state) {
        meters.ended(state, sinceBegun());
        spent().describe(span);
        span.setAttribute("parley.state", Labels.of(state));
        if (state == EndState.FAILED || state == EndState.INTERRUPTED) {
            span.setStatus(StatusCode.ERROR, Labels.of(state));
        }
        span.end();
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
