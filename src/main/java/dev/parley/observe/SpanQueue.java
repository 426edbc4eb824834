package dev.parley.observe;

import dev.parley.observe.RecordedSpan.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Spans on their way out, sent together by a thread of their own. One that finds no room is dropped: nobody waits for a collector. */
final class SpanQueue implements Consumer<Ended>, AutoCloseable {

    private static final int ROOM = 4_096;
    private static final int AT_ONCE = 512;
    /** How long a span waits for others to go with it. */
    private static final long TOGETHER_MILLIS = 500;

    private static final long LAST_MILLIS = 3_000;

    private final BlockingQueue<Ended> waiting = new ArrayBlockingQueue<>(ROOM);
    private final Consumer<List<Ended>> sender;
    private final Thread thread;

    /** @param sender may block; throws nothing */
    SpanQueue(Consumer<List<Ended>> sender) {
        this.sender = sender;
        this.thread = Thread.ofVirtual().name("parley-traces").start(this::run);
    }

    @Override
    public void accept(Ended span) {
        var _ = waiting.offer(span);
    }

    private void run() {
        try {
            while (true) {
                var batch = new ArrayList<Ended>();
                batch.add(waiting.take());
                gather(batch);
                sender.accept(batch);
            }
        } catch (InterruptedException e) {
            // The end: what waits is sent by whoever closes.
            Thread.currentThread().interrupt();
        }
    }

    private void gather(List<Ended> batch) {
        try {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TOGETHER_MILLIS);
            Ended next = waiting.poll(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
            while (next != null) {
                batch.add(next);
                long left = until - System.nanoTime();
                next = batch.size() < AT_ONCE ? waiting.poll(left, TimeUnit.NANOSECONDS) : null;
            }
        } catch (InterruptedException e) {
            // What was taken is still sent; the next wait ends at once.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var last = new ArrayList<Ended>();
        waiting.drainTo(last, AT_ONCE);
        if (!last.isEmpty()) {
            sender.accept(last);
        }
    }
}
