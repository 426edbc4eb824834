package dev.parley.observe;

import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.turn.CallWatch;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call to a model as meters, traces and the provider's state see it. */
final class ObservedCall implements CallWatch {

    private final ModelMeters meters;
    private final ProviderState provider;
    private final Span span;
    private final Consumer<Usage> spent;
    private final long begun = System.nanoTime();

    ObservedCall(ModelMeters meters, ProviderState provider, Span span, Consumer<Usage> spent) {
        this.meters = meters;
        this.provider = provider;
        this.span = span;
        this.spent = spent;
    }

    @Override
    public void retried(ModelEvent.WaitReason reason) {
        meters.retried(reason);
        span.addEvent("retry after " + Labels.of(reason));
    }

    @Override
    public void ended(Outcome outcome, ModelFailure.@Nullable Kind failure, Usage usage) {
        meters.ended(outcome, usage, Duration.ofNanos(System.nanoTime() - begun));
        if (failure != null) {
            meters.failed(failure);
            span.setStatus(StatusCode.ERROR, Labels.of(failure));
        }
        provider.ended(outcome, failure);
        if (usage.model() != null) {
            TurnUsage.NOTHING.plus(usage).describe(span);
            spent.accept(usage);
        }
        span.setAttribute("parley.outcome", Labels.of(outcome));
        span.end();
    }
}
