package dev.parley.turn;

import dev.parley.chat.ChatModel;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Settings;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The model bound to a turn: the turn's end cancels every call, whoever subscribed. */
final class TurnModel implements ChatModel {

    private final Turn turn;
    private final ModelProvider provider;
    private final Settings settings;

    TurnModel(Turn turn, ModelProvider provider, Settings settings) {
        this.turn = turn;
        this.provider = provider;
        this.settings = settings;
    }

    @Override
    public Multi<ModelEvent> stream(ModelRequest request) {
        var asked = asSet(Objects.requireNonNull(request, "request"));
        return Multi.createFrom().publisher(subscriber -> {
            long promptTokens = TokenEstimate.of(asked);
            turn.asks(promptTokens);
            var meter = new CallMeter(turn.watch().call(), provider::prices, promptTokens);
            provider.stream(asked).subscribe(new Call(subscriber, meter));
        });
    }

    /** What the handler does not say is as its reader has set it. An effort belongs to a model. */
    private ModelRequest asSet(ModelRequest request) {
        var asked = request;
        if (request.model() == null) {
            asked = settings.model() == null ? asked : asked.withModel(settings.model());
            boolean open = request.effort() == null && !request.brief();
            asked = open && settings.effort() != null ? asked.withEffort(settings.effort()) : asked;
        }
        return request.system() == null && settings.systemPrompt() != null
                ? asked.withSystem(settings.systemPrompt())
                : asked;
    }

    /** Passes everything through, and knows how to hang up. */
    private final class Call implements Flow.Subscriber<ModelEvent>, Flow.Subscription {

        private final Flow.Subscriber<? super ModelEvent> downstream;
        private final CallMeter meter;
        private final Runnable onTurnEnd = this::hangUp;
        private volatile Flow.@Nullable Subscription upstream;
        private volatile boolean done;

        Call(Flow.Subscriber<? super ModelEvent> downstream, CallMeter meter) {
            this.downstream = downstream;
            this.meter = meter;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            upstream = subscription;
            downstream.onSubscribe(this);
            turn.onEnd(onTurnEnd);
        }

        @Override
        public void onNext(ModelEvent event) {
            if (!done) {
                meter.event(event);
                downstream.onNext(event);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (finish(failure)) {
                downstream.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (finish(null)) {
                downstream.onComplete();
            }
        }

        @Override
        public void request(long n) {
            var current = upstream;
            if (current != null) {
                current.request(n);
            }
        }

        @Override
        public void cancel() {
            finish(null);
            cancelUpstream();
        }

        private void cancelUpstream() {
            var current = upstream;
            if (current != null) {
                current.cancel();
            }
        }

        private void hangUp() {
            if (finish(null)) {
                cancelUpstream();
                downstream.onError(new TurnEndedException());
            }
        }

        private boolean finish(@Nullable Throwable failure) {
            boolean first = end();
            if (first) {
                meter.end(failure);
            }
            return first;
        }

        private synchronized boolean end() {
            boolean first = !done;
            done = true;
            turn.removeOnEnd(onTurnEnd);
            return first;
        }
    }
}
