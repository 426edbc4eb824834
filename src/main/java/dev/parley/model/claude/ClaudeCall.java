package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to Claude as its subscriber sees it: up to three attempts, the waits between them, and one end.
 *
 * <p>Everything but the hand-out to the subscriber runs on one Vert.x context, so nothing here is locked.
 */
final class ClaudeCall implements Attempt.Listener {

    /** Starts one exchange that reports to {@code listener}. */
    interface Exchange {
        Attempt begin(Attempt.Listener listener);
    }

    /** What bounds a call. */
    record Limits(Duration idle, Duration total, RetryPolicy retries) {}

    private final Context context;
    private final Exchange exchange;
    private final Limits limits;
    private final Timers timers;
    private final Diagnosis diagnosis;
    private final Outbox outbox;
    private final long deadline;

    /** What an attempt said before it had content: forgotten when it is tried again. */
    private final List<ModelEvent> preamble = new ArrayList<>();

    private @Nullable Attempt attempt;
    private Timers.@Nullable Timer watch;
    private Timers.@Nullable Timer wait;
    private int retries;
    private long lastProgress;
    private boolean content;
    private boolean paused;
    private boolean over;

    ClaudeCall(
            Context context,
            Exchange exchange,
            Limits limits,
            Timers timers,
            Diagnosis diagnosis,
            MultiSubscriber<? super ModelEvent> subscriber) {
        this.context = context;
        this.exchange = exchange;
        this.limits = limits;
        this.timers = timers;
        this.diagnosis = diagnosis;
        this.outbox = new Outbox(subscriber, this::cancel, this::room);
        this.lastProgress = timers.nanoTime();
        this.deadline = lastProgress + limits.total().toNanos();
        subscriber.onSubscribe(outbox);
        context.runOnContext(ignored -> start());
    }

    private void start() {
        if (!over) {
            keepWatch();
            begin();
        }
    }

    private void begin() {
        if (over) {
            return;
        }
        wait = null;
        lastProgress = timers.nanoTime();
        try {
            attempt = exchange.begin(this);
        } catch (RuntimeException e) {
            fail(diagnosis.unreachable(e));
        }
    }

    @Override
    public void event(ModelEvent event) {
        if (over) {
            return;
        }
        if (!content && (event instanceof ModelEvent.Started || event instanceof ModelEvent.UsageReported)) {
            preamble.add(event);
            return;
        }
        sayPreamble();
        outbox.put(event);
    }

    private void sayPreamble() {
        if (!content) {
            content = true;
            preamble.forEach(outbox::put);
            preamble.clear();
        }
    }

    @Override
    public void progress(long at) {
        lastProgress = at;
    }

    @Override
    public void packetDone() {
        Attempt running = attempt;
        if (!paused && outbox.full() && running != null) {
            paused = true;
            running.pause();
            // The subscriber may have emptied the box just before it could see that reading is paused.
            if (outbox.hasRoom()) {
                readOn();
            }
        }
    }

    private void room() {
        context.runOnContext(ignored -> readOn());
    }

    private void readOn() {
        Attempt running = attempt;
        if (paused && outbox.hasRoom() && running != null) {
            paused = false;
            lastProgress = timers.nanoTime();
            running.resume();
        }
    }

    @Override
    public void finished() {
        if (!over) {
            settle();
            outbox.complete();
        }
    }

    @Override
    public void failed(AttemptFailure failed) {
        if (over) {
            return;
        }
        ModelFailure failure = failed.failure();
        Duration delay = failed.mayRetry() && !content ? retries(failure) : null;
        if (delay == null) {
            fail(failure);
            return;
        }
        retries++;
        preamble.clear();
        Instant until = timers.now().plus(delay);
        // The timer runs where this does, which may be a context of the REST client's own.
        wait = timers.after(delay, () -> context.runOnContext(ignored -> begin()));
        outbox.put(new ModelEvent.Waiting(failed.waitReason(), until));
    }

    private @Nullable Duration retries(ModelFailure failure) {
        return limits.retries().next(retries, failure.retryAfter(), Duration.ofNanos(deadline - timers.nanoTime()));
    }

    private void fail(ModelFailure failure) {
        sayPreamble();
        settle();
        outbox.fail(failure);
    }

    /** Looks again when the next limit could be reached; progress only moves a number and re-arms nothing. */
    private void keepWatch() {
        long now = timers.nanoTime();
        if (paused || wait != null) {
            lastProgress = now;
        }
        long idleLeft = lastProgress + limits.idle().toNanos() - now;
        long totalLeft = deadline - now;
        if (totalLeft <= 0) {
            giveUp(diagnosis.tookTooLong(limits.total()));
        } else if (idleLeft <= 0) {
            giveUp(diagnosis.idle(limits.idle()));
        } else {
            watch = timers.after(Duration.ofNanos(Math.min(idleLeft, totalLeft)), this::keepWatch);
        }
    }

    private void giveUp(ModelFailure failure) {
        closeAttempt();
        fail(failure);
    }

    private void closeAttempt() {
        Attempt running = attempt;
        if (running != null) {
            running.close();
        }
    }

    private void cancel() {
        context.runOnContext(ignored -> {
            if (!over) {
                settle();
                closeAttempt();
            }
        });
    }

    private void settle() {
        over = true;
        if (watch != null) {
            watch.cancel();
        }
        if (wait != null) {
            wait.cancel();
        }
    }
}
