package dev.parley.turn;

import dev.parley.chat.StreamResult;
import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream into a message on whatever thread it arrives: nothing is handed from thread to thread for a chunk. Asks for
 * more only while the store keeps up.
 */
final class StreamWriter implements Flow.Subscriber<Object> {

    /** Few enough to bound what is in flight, enough that asking costs nothing. */
    private static final int AHEAD = 64;

    /** Stands for text that no block of a model has. */
    private static final int NO_BLOCK = -1;

    private final Turn turn;
    private final TurnMessage message;
    private final CompletableFuture<StreamResult> result = new CompletableFuture<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final Runnable onTurnEnd = this::turnEnded;

    // Guarded by this object's monitor: the publisher calls one at a time, but the store's time-out comes from
    // elsewhere.
    private final List<Integer> elements = new ArrayList<>();
    private final List<Object> parts = new ArrayList<>();
    private final StringBuilder part = new StringBuilder();
    private @Nullable TextElement element;
    private BlockText quoted = new BlockText(NO_BLOCK, 0, 0);
    private ModelEvent.@Nullable StopReason stopReason;
    private @Nullable String stopDetail;
    private ModelEvent.Usage usage = ModelEvent.Usage.NONE;
    private String model = "";
    private boolean content;
    private int requested;

    StreamWriter(Turn turn, TurnMessage message) {
        this.turn = turn;
        this.message = message;
    }

    /** Blocks the handler until the stream has ended. */
    StreamResult await() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            cancel();
            Thread.currentThread().interrupt();
            throw new TurnEndedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("The stream failed", e.getCause());
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription.set(newSubscription);
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
            write(item);
            askForMore();
        } catch (RuntimeException e) {
            cancel();
            fail(e);
        }
    }

    @Override
    public synchronized void onComplete() {
        if (result.isDone()) {
            return;
        }
        try {
            closeElement();
            if (stopReason == ModelEvent.StopReason.REFUSAL) {
                refuse();
            } else {
                succeed();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        if (!result.isDone()) {
            fail(failure);
        }
    }

    private void write(Object item) {
        switch (item) {
            case ModelEvent event -> write(event);
            case CharSequence text -> append(Element.Markdown.class, text, NO_BLOCK);
            default ->
                throw new IllegalArgumentException(
                        "A stream of " + item.getClass().getName() + " cannot be written: text and model events can");
        }
    }

    private void write(ModelEvent event) {
        switch (event) {
            case ModelEvent.Started started -> model = started.model();
            case ModelEvent.Text text -> append(Element.Markdown.class, text.text(), text.block());
            case ModelEvent.Thinking thinking -> append(Element.Thinking.class, thinking.text(), thinking.block());
            case ModelEvent.ToolUse use -> tellOfTool(use);
            // Kept with its block; shown once messages have footnotes.
            case ModelEvent.Citation citation -> {}
            case ModelEvent.BlockEnded ended -> keep(ended);
            case ModelEvent.UsageReported reported -> report(reported.usage());
            case ModelEvent.Waiting waiting ->
                turn.write(new Event.TurnWaiting(
                        turn.id(), waiting.reason().name().toLowerCase(Locale.ROOT), waiting.until()));
            case ModelEvent.Finished finished -> {
                stopReason = finished.reason();
                stopDetail = finished.detail();
            }
        }
    }

    /** A block's text is kept once, in its element; unless what was written is not what the block says. */
    private void keep(ModelEvent.BlockEnded ended) {
        var text = ended.text();
        if (text == null) {
            message.keep(model, ended.json(), null);
        } else if (quoted.isOf(ended.block()) && quoted.says(text)) {
            message.keep(model, ended.json(), quoted.gap(ended.textAt()));
        } else {
            message.keep(model, ended.whole(), null);
        }
    }

    private void report(ModelEvent.Usage reported) {
        message.report(usage, reported);
        usage = reported;
    }

    private void tellOfTool(ModelEvent.ToolUse use) {
        closeElement();
        content = true;
        int callout = turn.nextNumber();
        elements.add(callout);
        var text = "Claude asked for the tool `" + use.name() + "`, which nobody offers here.";
        turn.write(
                message,
                new Event.ElementAdded(
                        callout, message.id(), new Element.Callout(Element.Callout.Level.INFO, text), turn.now()),
                new Event.ElementClosed(callout, turn.now()));
    }

    private void append(Class<? extends Element.Growing> kind, CharSequence text, int block) {
        if (text.isEmpty()) {
            return;
        }
        content = true;
        var open = element;
        if (open == null || !open.is(kind)) {
            closeElement();
            open = new TextElement(
                    turn,
                    message,
                    kind == Element.Thinking.class ? new Element.Thinking("") : new Element.Markdown(""));
            element = open;
            elements.add(open.id());
        }
        String written = open.append(text);
        if (block != NO_BLOCK) {
            quote(block, open, written);
        }
        if (kind == Element.Markdown.class) {
            part.append(written);
        }
    }

    private void quote(int block, TextElement open, String written) {
        if (!quoted.isOf(block)) {
            quoted = new BlockText(block, open.id(), open.length() - written.length());
        }
        quoted.add(written);
    }

    private void closeElement() {
        var open = element;
        if (open == null) {
            return;
        }
        element = null;
        open.close();
        if (!part.isEmpty()) {
            parts.add(part.toString());
            part.setLength(0);
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
            request(more);
            return;
        }
        var caughtUp = new CompletableFuture<Void>();
        backlog.whenRoom(() -> caughtUp.complete(null));
        // Not on the writer's thread: what the source does when it is asked could hold up every conversation.
        var _ = caughtUp.orTimeout(turn.config().storeTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (ok, late) -> {
                            if (late == null) {
                                request(more);
                            } else {
                                giveUp();
                            }
                        },
                        Thread::startVirtualThread);
    }

    /** The store did not catch up in time. */
    private void giveUp() {
        cancel();
        onError(new BacklogFullException());
    }

    private void request(int more) {
        var current = subscription.get();
        if (current != null) {
            current.request(more);
        }
    }

    private void cancel() {
        var current = subscription.getAndSet(null);
        if (current != null) {
            current.cancel();
        }
    }

    private void turnEnded() {
        cancel();
        result.completeExceptionally(new TurnEndedException());
    }

    private void succeed() {
        turn.removeOnEnd(onTurnEnd);
        if (stopReason != null) {
            message.stoppedBecause(stopReason);
        }
        result.complete(new StreamResult(String.join("\n\n", texts()), parts, usage, stopReason));
    }

    private List<String> texts() {
        return parts.stream().map(String::valueOf).toList();
    }

    private void refuse() {
        turn.removeOnEnd(onTurnEnd);
        elements.forEach(shown -> turn.write(message, new Event.ElementWithdrawn(shown)));
        message.stoppedBecause(ModelEvent.StopReason.REFUSAL);
        var problem = Problems.refused(stopDetail == null ? "" : stopDetail);
        turn.end(message, EndState.FAILED, problem);
        result.completeExceptionally(new ModelFailure(ModelFailure.Kind.REFUSAL, problem.text()));
    }

    private void fail(Throwable failure) {
        turn.removeOnEnd(onTurnEnd);
        try {
            closeElement();
        } catch (RuntimeException e) {
            // The end of the message closes it too, unless the turn or the message has ended already.
            failure.addSuppressed(e);
        }
        turn.end(message, Problems.endState(failure, content), Problems.of(failure));
        result.completeExceptionally(failure);
    }
}
