package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Subscribes to a call and lets a test wait for what comes. */
final class Recorder implements MultiSubscriber<ModelEvent> {

    private static final int PATIENCE_SECONDS = 20;

    private final long demand;
    private final List<ModelEvent> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ModelEvent> coming = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private Recorder(long demand) {
        this.demand = demand;
    }

    static Recorder of(Multi<ModelEvent> call) {
        return of(call, Long.MAX_VALUE);
    }

    static Recorder of(Multi<ModelEvent> call, long demand) {
        Recorder recorder = new Recorder(demand);
        call.subscribe().withSubscriber(recorder);
        return recorder;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        if (demand > 0) {
            given.request(demand);
        }
    }

    @Override
    public void onItem(ModelEvent event) {
        all.add(event);
        coming.add(event);
    }

    @Override
    public void onFailure(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onCompletion() {
        end.complete(null);
    }

    void request(long more) {
        subscription.join().request(more);
    }

    void cancel() {
        subscription.join().cancel();
    }

    boolean ended() {
        return end.isDone();
    }

    /** The next event of a kind, skipping others. */
    <T extends ModelEvent> T next(Class<T> kind) {
        try {
            while (true) {
                ModelEvent event = coming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(event)
                        .as("an event of kind %s", kind.getSimpleName())
                        .isNotNull();
                if (kind.isInstance(event)) {
                    return kind.cast(event);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<ModelEvent> seen() {
        return new ArrayList<>(all);
    }

    <T extends ModelEvent> List<T> seen(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** All events of a call that completes. */
    List<ModelEvent> complete() {
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertThat(seen(ModelEvent.Finished.class)).hasSize(1);
        return seen();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        seen(ModelEvent.Text.class).forEach(event -> text.append(event.text()));
        return text.toString();
    }

    ModelFailure failure() {
        try {
            end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(ModelFailure.class);
            return (ModelFailure) e.getCause();
        }
        throw new AssertionError("The call completed: " + all);
    }
}
