package dev.parley.log;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in a log. Holds an offset and nothing else, however far the reader is behind. Deliveries run on
 * its executor, one at a time.
 */
final class Cursor implements Flow.Subscription {

    private final ConversationLog log;
    private final Executor executor;
    private final Flow.Subscriber<? super Delivery> reader;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile boolean cancelled;

    // Touched by the drain loop only.
    private final @Nullable Position from;
    private boolean opened;
    /** Read by others who ask how far behind the reader is. */
    private volatile long offset;

    Cursor(ConversationLog log, @Nullable Position from, Executor executor, Flow.Subscriber<? super Delivery> reader) {
        this.log = log;
        this.from = from;
        this.executor = executor;
        this.reader = reader;
    }

    @Override
    public void request(long n) {
        requested.accumulateAndGet(n, Cursor::capped);
        wake();
    }

    private static long capped(long held, long more) {
        long sum = held + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        cancelled = true;
        log.detach(this);
    }

    /** Something may have been committed, or asked for. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // Where the reader was told, nobody runs any more.
                cancel();
            }
        }
    }

    /** How many events it has not been given; 0 for one that has not begun. */
    long missing(long last) {
        long given = offset;
        return given == 0 ? 0 : Math.max(0, last - given);
    }

    private void drain() {
        int seen = wakes.get();
        do {
            while (!cancelled && requested.get() > 0 && deliverNext()) {
                requested.decrementAndGet();
            }
            seen = wakes.addAndGet(-seen);
        } while (seen != 0);
    }

    private boolean deliverNext() {
        var delivery = opened ? log.after(offset) : log.first(from);
        if (delivery == null) {
            return false;
        }
        opened = true;
        offset = offsetAfter(delivery);
        reader.onNext(delivery);
        return true;
    }

    private static long offsetAfter(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Resumed resumed -> resumed.position().offset();
            case Delivery.Snapshot snapshot -> snapshot.position().offset();
            case Delivery.Logged logged -> logged.offset();
        };
    }
}
