package dev.parley.turn;

import dev.parley.chat.StreamResult;
import dev.parley.chat.TurnEndedException;
import dev.parley.chat.stream.Chunks;
import dev.parley.chat.stream.StreamAdapters;
import dev.parley.conversation.EndState;
import dev.parley.model.ModelFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream into a container. Text and a model's events are written on whatever thread they arrive: nothing is handed from
 * thread to thread for a chunk. Other chunks may block, so they, and what comes behind them meanwhile, wait for the handler's
 * thread. Asks for more only while the store keeps up.
 */
final class StreamWriter implements Flow.Subscriber<Object> {

    /** Few enough to bound what is in flight, enough that asking costs nothing. */
    private static final int AHEAD = 16;

    private final Turn turn;
    private final TurnContainer<?> container;
    private final CompletableFuture<StreamResult> result = new CompletableFuture<>();
    private final StreamSource source = new StreamSource();
    private final Runnable onTurnEnd = this::turnEnded;

    // Guarded by this object's monitor: the publisher calls one at a time, but the store's time-out comes from
    // elsewhere.
    private final StreamedParts parts;
    /** What waits for the handler's thread, in order; a stage stands for the end of the stream. */
    private final Deque<Object> handedOver = new ArrayDeque<>();

    private boolean busy;
    private int requested;

    StreamWriter(Turn turn, TurnContainer<?> container, @Nullable String cursor) {
        this.turn = turn;
        this.container = container;
        this.parts = new StreamedParts(turn, container, cursor);
    }

    /** How the source has ended. */
    private record End(@Nullable Throwable failure) {}

    /** Blocks the handler until the stream has ended. */
    StreamResult write(Chunks chunks) {
        var _ = result.whenComplete((done, failure) -> wakeHandler());
        switch (chunks) {
            case Chunks.Pushed pushed -> {
                pushed.publisher().subscribe(this);
                writeHandedOver();
            }
            case Chunks.Pulled pulled -> pull(pulled);
        }
        return await();
    }

    private StreamResult await() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("The stream failed", e.getCause());
        }
    }

    private TurnEndedException interrupted() {
        source.letGo();
        Thread.currentThread().interrupt();
        return new TurnEndedException();
    }

    private void pull(Chunks.Pulled pulled) {
        source.reads(pulled.resource());
        turn.onEnd(onTurnEnd);
        try {
            while (!result.isDone() && pulled.chunks().hasNext()) {
                turn.awaitRoom();
                writeOnHandlersThread(pulled.chunks().next());
            }
            end(new End(null));
        } catch (RuntimeException | Error e) {
            end(new End(e));
        } finally {
            source.letGo();
        }
    }

    private synchronized void wakeHandler() {
        notifyAll();
    }

    /** The handler's thread waits here for what others cannot write. */
    private void writeHandedOver() {
        try {
            for (Object next = awaitHandedOver(); next != null; next = awaitHandedOver()) {
                writeOnHandlersThread(next);
                doneWithHandedOver();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private synchronized @Nullable Object awaitHandedOver() throws InterruptedException {
        while (handedOver.isEmpty() && !result.isDone()) {
            wait();
        }
        busy = !result.isDone();
        return busy ? handedOver.poll() : null;
    }

    private synchronized void doneWithHandedOver() {
        busy = false;
        askForMore();
    }

    private void writeOnHandlersThread(Object item) {
        try {
            if (item instanceof End ended) {
                end(ended);
            } else {
                writeAny(item);
            }
        } catch (Exception | Error e) {
            source.letGo();
            end(new End(e));
        }
    }

    @SuppressWarnings("ReferenceEquality") // A chunk that cannot be called is given back as it is.
    private void writeAny(@Nullable Object item) throws Exception {
        Object meaning = item == null ? "" : StreamAdapters.meaning(item);
        if (StreamedParts.isText(meaning)) {
            writeText(meaning);
            return;
        }
        synchronized (this) {
            parts.closeElement();
        }
        Object value = StreamedParts.called(meaning);
        if (value != meaning) {
            writeAny(value);
        } else if (value != null && !result.isDone()) {
            container.write(value);
            parts.add(value);
        }
    }

    private synchronized void writeText(Object text) {
        if (!result.isDone()) {
            parts.write(text);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        source.asks(newSubscription);
        turn.onEnd(onTurnEnd);
        if (!result.isDone()) {
            requested = AHEAD;
            newSubscription.request(AHEAD);
        }
    }

    @Override
    public synchronized void onNext(Object item) {
        if (result.isDone()) {
            return;
        }
        try {
            Object meaning = StreamedParts.isText(item) ? item : StreamAdapters.meaning(item);
            if (mustWait() || !StreamedParts.isText(meaning)) {
                handedOver.add(meaning);
                notifyAll();
            } else {
                parts.write(meaning);
                askForMore();
            }
        } catch (RuntimeException | Error e) {
            // An error, too: whoever publishes may keep it to itself, and the handler would wait for ever.
            source.letGo();
            fail(e);
        }
    }

    private boolean mustWait() {
        return busy || !handedOver.isEmpty();
    }

    @Override
    public synchronized void onComplete() {
        endInOrder(new End(null));
    }

    @Override
    public synchronized void onError(Throwable failure) {
        endInOrder(new End(failure));
    }

    private void endInOrder(End ended) {
        if (mustWait()) {
            handedOver.add(ended);
            notifyAll();
        } else {
            end(ended);
        }
    }

    private synchronized void end(End ended) {
        if (result.isDone()) {
            return;
        }
        if (ended.failure() != null) {
            fail(ended.failure());
            return;
        }
        try {
            parts.closeElement();
            parts.tellUsage();
            if (parts.wasRefused()) {
                refuse();
            } else {
                succeed();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Half of what was asked for is used up: ask for that much again, as soon as the store has caught up. */
    private void askForMore() {
        if (--requested > AHEAD / 2) {
            return;
        }
        int more = AHEAD - requested;
        requested = AHEAD;
        var backlog = turn.backlog();
        if (!backlog.full()) {
            source.request(more);
            return;
        }
        var caughtUp = new CompletableFuture<Void>();
        backlog.whenRoom(() -> caughtUp.complete(null));
        // Not on the writer's thread: what the source does when it is asked could hold up every conversation.
        var _ = caughtUp.orTimeout(turn.config().storeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (ok, late) -> {
                            if (late == null) {
                                source.request(more);
                            } else {
                                giveUp();
                            }
                        },
                        Thread::startVirtualThread);
    }

    /** The store did not catch up in time. */
    private void giveUp() {
        source.letGo();
        end(new End(new BacklogFullException()));
    }

    private void turnEnded() {
        result.completeExceptionally(new TurnEndedException());
        source.letGo();
    }

    private void succeed() {
        turn.removeOnEnd(onTurnEnd);
        parts.tellStopReason();
        result.complete(parts.result());
    }

    private void refuse() {
        turn.removeOnEnd(onTurnEnd);
        var problem = parts.withdraw();
        turn.end(container.message(), EndState.FAILED, problem);
        result.completeExceptionally(new ModelFailure(ModelFailure.Kind.REFUSAL, problem.text()));
    }

    private void fail(Throwable failure) {
        turn.removeOnEnd(onTurnEnd);
        try {
            parts.closeElement();
        } catch (RuntimeException e) {
            // The end of the message closes it too, unless the turn or the message has ended already.
            failure.addSuppressed(e);
        }
        turn.end(container.message(), Problems.endState(failure, parts.hasContent()), turn.problem(failure));
        result.completeExceptionally(failure);
    }
}
