package dev.parley.turn;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelPrices;
import dev.parley.turn.CallWatch.Outcome;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works out what one call has cost, from its events, which come one after the other; its end may come from elsewhere. */
final class CallMeter {

    private final CallWatch watch;
    private final MessageUsage usage;
    private final MessageUsage.Call call;
    private final long promptTokens;
    private final AtomicBoolean ended = new AtomicBoolean();
    // A reader on another thread, where the call is cut off, may miss the last ones of an estimate.
    private int characters;
    private boolean finished;

    /** @param promptTokens about how many the prompt has */
    CallMeter(CallWatch watch, Function<String, @Nullable ModelPrices> prices, long promptTokens) {
        this.watch = watch;
        this.usage = new MessageUsage(prices);
        this.call = usage.begin();
        this.promptTokens = promptTokens;
    }

    /** The same events, metered. */
    Multi<ModelEvent> over(Multi<ModelEvent> events) {
        return events.onItem().invoke(this::event).onTermination().invoke((failure, cancelled) -> end(failure));
    }

    void event(ModelEvent event) {
        if (event instanceof ModelEvent.Text text) {
            characters += text.text().length();
        } else if (event instanceof ModelEvent.Thinking thinking) {
            characters += thinking.text().length();
        } else {
            take(event);
        }
    }

    private void take(ModelEvent event) {
        if (event instanceof ModelEvent.Started started) {
            call.answeredBy(started.model(), promptTokens);
        } else if (event instanceof ModelEvent.UsageReported reported) {
            call.told(reported.usage());
        } else if (event instanceof ModelEvent.Waiting waiting) {
            watch.retried(waiting.reason());
        } else if (event instanceof ModelEvent.Finished) {
            finished = true;
        }
    }

    /** @param failure null where the stream was complete, or nobody wanted the rest */
    void end(@Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        call.wrote(characters);
        if (finished) {
            call.end();
        }
        watch.ended(outcome(failure), failure instanceof ModelFailure model ? model.kind() : null, usage.total());
    }

    private Outcome outcome(@Nullable Throwable failure) {
        if (finished) {
            return Outcome.COMPLETE;
        }
        return failure instanceof ModelFailure ? Outcome.FAILED : Outcome.CANCELLED;
    }
}
