package dev.parley.turn;

import dev.parley.budget.BudgetUsedUp;
import dev.parley.chat.ChatModel;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Settings;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The model bound to a turn: the turn's end cancels every call, whoever subscribed, and so does the end of its owner's budget.
 */
final class TurnModel implements ChatModel {

    private final Turn turn;
    private final MeteredModel model;
    private final Settings settings;

    TurnModel(Turn turn, MeteredModel model, Settings settings) {
        this.turn = turn;
        this.model = model;
        this.settings = settings;
    }

    @Override
    public Multi<ModelEvent> stream(ModelRequest request) {
        var asked = asSet(Objects.requireNonNull(request, "request"));
        return Multi.createFrom().deferred(() -> {
            model.tab().require();
            return Multi.createFrom().publisher(subscriber -> {
                turn.asks(TokenEstimate.of(asked));
                model.provider().stream(asked)
                        .subscribe(new Call(
                                subscriber,
                                model.begin(asked, turn::keep, turn.watch().call())));
            });
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
        private final Meter meter;
        private final Runnable onTurnEnd = this::hangUp;
        private volatile Flow.@Nullable Subscription upstream;
        private volatile boolean done;

        Call(Flow.Subscriber<? super ModelEvent> downstream, Meter meter) {
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
            if (done) {
                return;
            }
            var usedUp = charge(event);
            downstream.onNext(event);
            if (usedUp != null && finish(false, usedUp)) {
                cancelUpstream();
                downstream.onError(usedUp);
            }
        }

        /** What is told of after that has come: it was paid for. */
        private @Nullable BudgetUsedUp charge(ModelEvent event) {
            try {
                meter.take(event);
                return null;
            } catch (BudgetUsedUp e) {
                return e;
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (finish(false, failure)) {
                downstream.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (finish(true, null)) {
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
            finish(false, null);
            cancelUpstream();
        }

        private void cancelUpstream() {
            var current = upstream;
            if (current != null) {
                current.cancel();
            }
        }

        private void hangUp() {
            if (finish(false, null)) {
                cancelUpstream();
                downstream.onError(new TurnEndedException());
            }
        }

        /** @param whole whether the call has ended by itself */
        private boolean finish(boolean whole, @Nullable Throwable failure) {
            boolean first;
            synchronized (this) {
                first = !done;
                done = true;
            }
            turn.removeOnEnd(onTurnEnd);
            meter.end(whole, failure);
            return first;
        }
    }
}
