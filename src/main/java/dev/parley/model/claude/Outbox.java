package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The events of one call that its subscriber has not asked for yet.
 *
 * <p>The call's thread puts events in; whichever thread brings demand or events together hands them out, one at a
 * time. The box is not bounded by itself: the call stops reading while it is {@link #full}.
 */
final class Outbox implements Flow.Subscription {

    /** Above this many events nothing more is read. */
    private static final int HIGH = 256;

    /** At this many reading goes on: well above zero, so that a reader who keeps pace never waits for the network. */
    private static final int LOW = 64;

    private final MultiSubscriber<? super ModelEvent> subscriber;
    private final Runnable onCancel;
    private final Runnable onRoom;
    private final Queue<ModelEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean over;
    private volatile boolean cancelled;
    private @Nullable Throwable failure;

    /**
     * @param onCancel called once, on the cancelling thread
     * @param onRoom called whenever the box has drained to where reading may go on
     */
    Outbox(MultiSubscriber<? super ModelEvent> subscriber, Runnable onCancel, Runnable onRoom) {
        this.subscriber = subscriber;
        this.onCancel = onCancel;
        this.onRoom = onRoom;
    }

    boolean full() {
        return size.get() > HIGH;
    }

    boolean hasRoom() {
        return size.get() <= LOW;
    }

    void put(ModelEvent event) {
        size.incrementAndGet();
        events.add(event);
        drain();
    }

    void complete() {
        over = true;
        drain();
    }

    void fail(Throwable reason) {
        failure = reason;
        over = true;
        drain();
    }

    @Override
    public void request(long demand) {
        if (demand <= 0) {
            cancel();
            subscriber.onFailure(Subscriptions.getInvalidRequestException());
            return;
        }
        Subscriptions.add(requested, demand);
        drain();
    }

    @Override
    public void cancel() {
        if (!cancelled) {
            cancelled = true;
            onCancel.run();
            drain();
        }
    }

    private void drain() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            handOut();
            missed = turns.addAndGet(-missed);
        } while (missed != 0);
    }

    private void handOut() {
        long demand = requested.get();
        long handed = 0;
        while (!cancelled && handed != demand) {
            ModelEvent event = events.poll();
            if (event == null) {
                break;
            }
            if (size.getAndDecrement() == LOW + 1) {
                onRoom.run();
            }
            handed++;
            subscriber.onItem(event);
        }
        if (handed != 0 && demand != Long.MAX_VALUE) {
            requested.addAndGet(-handed);
        }
        finish();
    }

    private void finish() {
        if (cancelled) {
            events.clear();
        } else if (over && events.isEmpty()) {
            cancelled = true;
            Throwable reason = failure;
            if (reason == null) {
                subscriber.onCompletion();
            } else {
                subscriber.onFailure(reason);
            }
        }
    }
}
