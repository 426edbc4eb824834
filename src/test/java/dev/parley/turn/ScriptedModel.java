package dev.parley.turn;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelPrices;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A model that says what the test says, and only when it is asked. */
final class ScriptedModel implements ModelProvider {

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile boolean scripted = true;
    private volatile @Nullable ModelPrices prices;

    /** Passes for a real one from now on. */
    void speaksForItself() {
        scripted = false;
    }

    /** Has a price from now on. */
    void costs(ModelPrices newPrices) {
        prices = newPrices;
    }

    @Override
    public @Nullable ModelPrices prices(String model) {
        return prices;
    }

    @Override
    public boolean hasPrices() {
        return prices != null;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public boolean scripted() {
        return scripted;
    }

    @Override
    public Multi<ModelEvent> stream(ModelRequest request) {
        return Multi.createFrom().publisher(subscriber -> {
            var call = new Call(request, subscriber);
            subscriber.onSubscribe(call);
            calls.add(call);
        });
    }

    @Override
    public Uni<List<ModelInfo>> models() {
        return Uni.createFrom()
                .item(List.of(
                        new ModelInfo("large", "Large", 1_000, 100, List.of("low", "high"), null),
                        new ModelInfo("small", "Small", 0, 0, List.of(), null)));
    }

    /** Waits for the next call. */
    Call nextCall() throws InterruptedException {
        var call = calls.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("The model was not called");
        }
        return call;
    }

    boolean hasNoCall() {
        return calls.isEmpty();
    }

    static final class Call implements Flow.Subscription {

        private final ModelRequest request;
        private final Flow.Subscriber<? super ModelEvent> subscriber;
        private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
        private final Queue<ModelEvent> unasked = new ArrayDeque<>();
        private volatile Thread askedBy = Thread.currentThread();
        private long requested;
        private long sent;
        private boolean emitting;

        private Call(ModelRequest request, Flow.Subscriber<? super ModelEvent> subscriber) {
            this.request = request;
            this.subscriber = subscriber;
        }

        ModelRequest request() {
            return request;
        }

        /** The whole prompt as text, a line for each message. */
        List<String> prompt() {
            return PromptLines.of(request.messages());
        }

        Call started() {
            return started("scripted-1");
        }

        Call started(String model) {
            return send(new ModelEvent.Started("call", model));
        }

        Call say(String text) {
            return send(new ModelEvent.Text(0, text));
        }

        Call think(String text) {
            return send(new ModelEvent.Thinking(0, text));
        }

        Call cost(long inputTokens, long outputTokens) {
            return send(new ModelEvent.UsageReported(new ModelEvent.Usage(inputTokens, outputTokens, 0, 0)));
        }

        /** Says so as soon as it is asked for. */
        Call send(ModelEvent event) {
            synchronized (this) {
                unasked.add(event);
            }
            emit();
            return this;
        }

        void finish() {
            finish(ModelEvent.StopReason.END_TURN);
        }

        void finish(ModelEvent.StopReason reason) {
            send(new ModelEvent.Finished(reason, null));
            subscriber.onComplete();
        }

        void fail(ModelFailure.Kind kind) {
            subscriber.onError(new ModelFailure(kind, "It failed: " + kind));
        }

        void awaitCancelled() {
            cancelled.orTimeout(20, TimeUnit.SECONDS).join();
        }

        boolean isCancelled() {
            return cancelled.isDone();
        }

        /** How many events were asked for and have not been sent. */
        synchronized long demand() {
            return requested - sent;
        }

        synchronized int unsaid() {
            return unasked.size();
        }

        String askedBy() {
            return askedBy.getName();
        }

        @Override
        public void request(long n) {
            askedBy = Thread.currentThread();
            synchronized (this) {
                requested += n;
            }
            emit();
        }

        @Override
        public void cancel() {
            cancelled.complete(null);
        }

        private void emit() {
            synchronized (this) {
                if (emitting) {
                    return;
                }
                emitting = true;
            }
            for (var next = next(); next != null; next = next()) {
                subscriber.onNext(next);
            }
        }

        private synchronized ModelEvent next() {
            if (unasked.isEmpty() || requested == sent || cancelled.isDone()) {
                emitting = false;
                return null;
            }
            sent++;
            return unasked.remove();
        }
    }
}
