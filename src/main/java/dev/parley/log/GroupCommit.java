package dev.parley.log;

import dev.parley.conversation.ConversationStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The single writer. Takes all appends that wait, commits them in one transaction, then shows them to the readers; what
 * queues up meanwhile is the next batch. No timer: an idle writer commits at once, a busy one in larger pieces. Other writes,
 * each a small one, take turns with the batches.
 */
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    /** Bounds one transaction, so that no append waits long behind a heap of others. */
    private static final int LARGEST_BATCH = 4_000;

    /** How often the store may do what is due besides commits. */
    private static final long TEND_MILLIS = 100;

    /** What a store that hangs is waited for at the end. */
    private static final long LAST_COMMITS_MILLIS = 3_000;

    private final ConversationStore store;
    private final LogObserver observer;
    private final int largestBatch;
    private final Thread thread;

    // Writer's thread only.
    private long tended = System.nanoTime();

    // Guarded by this object's monitor.
    private final Queue<PendingAppend> waiting = new ArrayDeque<>();

    private final Queue<PendingWrite> writes = new ArrayDeque<>();
    private boolean closed;

    GroupCommit(ConversationStore store, LogObserver observer) {
        this(store, observer, LARGEST_BATCH);
    }

    /** @param largestBatch how many appends are committed together at most; with 1 nothing is merged */
    GroupCommit(ConversationStore store, LogObserver observer, int largestBatch) {
        this.store = store;
        this.observer = observer;
        this.largestBatch = largestBatch;
        this.thread = Thread.ofPlatform().name("parley-log-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** After the end nobody would commit it, so it fails at once. */
    void submit(PendingAppend append) {
        if (!accept(append)) {
            append.fail(new NotStoredException(new IllegalStateException("The writer has ended")));
        }
    }

    /**
     * Runs {@code write} on the writer's thread, between two batches. It must be small. Completes there; fails with what it
     * throws.
     */
    CompletableFuture<Void> write(Runnable write) {
        var pending = new PendingWrite(write, new CompletableFuture<>());
        synchronized (this) {
            if (!closed) {
                writes.add(pending);
                notifyAll();
                return pending.done();
            }
        }
        return CompletableFuture.failedFuture(new IllegalStateException("The writer has ended"));
    }

    private record PendingWrite(Runnable write, CompletableFuture<Void> done) {

        void run() {
            try {
                write.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }
    }

    private synchronized boolean accept(PendingAppend append) {
        if (closed) {
            return false;
        }
        if (waiting.isEmpty()) {
            notifyAll();
        }
        waiting.add(append);
        return true;
    }

    /** Commits what waits, then ends. No interrupt: it would hit the commit that is under way. */
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join(LAST_COMMITS_MILLIS);
        store.giveUp();
        thread.join();
    }

    private void run() {
        try {
            while (awaitWork()) {
                var taken = take();
                if (!taken.isEmpty()) {
                    commit(taken);
                }
                var write = nextWrite();
                if (write != null) {
                    write.run();
                }
                tend();
            }
        } catch (InterruptedException e) {
            LOG.error("The log's writer was interrupted, which nobody should do: nothing is stored any more", e);
        }
    }

    private synchronized @Nullable PendingWrite nextWrite() {
        return writes.poll();
    }

    /** Waits for something to write, or until the store wants to be looked after; false when there will be nothing more. */
    private synchronized boolean awaitWork() throws InterruptedException {
        long until = tended + TimeUnit.MILLISECONDS.toNanos(TEND_MILLIS);
        long left = until - System.nanoTime();
        while (waiting.isEmpty() && writes.isEmpty() && !closed && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = until - System.nanoTime();
        }
        return !waiting.isEmpty() || !writes.isEmpty() || !closed;
    }

    private synchronized List<PendingAppend> take() {
        var taken = new ArrayList<PendingAppend>();
        while (!waiting.isEmpty() && taken.size() < largestBatch) {
            taken.add(waiting.remove());
        }
        return taken;
    }

    private void tend() {
        long now = System.nanoTime();
        if (now - tended < TimeUnit.MILLISECONDS.toNanos(TEND_MILLIS)) {
            return;
        }
        tended = now;
        try {
            store.tend();
        } catch (RuntimeException e) {
            LOG.debug("The store was not looked after", e);
        } catch (Error e) {
            // Without this thread nothing would be stored any more, and nobody would be told.
            LOG.error("The store was not looked after", e);
        }
    }

    private void commit(List<PendingAppend> taken) {
        var batches = byLog(taken);
        try {
            store(batches);
        } catch (RuntimeException | Error e) {
            LOG.warnf(e, "A batch of %d conversations was not stored; each is tried by itself", batches.size());
            batches.forEach(this::commitAlone);
            return;
        }
        batches.forEach(GroupCommit::publish);
    }

    private void store(List<Batch> batches) {
        var commits = batches.stream().map(Batch::commit).toList();
        int events = batches.stream().mapToInt(Batch::size).sum();
        long begun = System.nanoTime();
        store.commit(commits);
        observer.committed(events, System.nanoTime() - begun);
    }

    /** So that one conversation that cannot be stored does not take the others with it. */
    private void commitAlone(Batch batch) {
        try {
            store(List.of(batch));
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e, "Conversation %s: %d events were not stored", batch.log().id(), batch.size());
            observer.lost(batch.size());
            batch.fail(new NotStoredException(e));
            return;
        }
        publish(batch);
    }

    /** Whatever goes wrong in telling of one conversation, the others are still written. */
    private static void publish(Batch batch) {
        try {
            batch.publish();
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e,
                    "Conversation %s: stored, but not all were told of it",
                    batch.log().id());
        }
    }

    private static List<Batch> byLog(List<PendingAppend> taken) {
        Map<ConversationLog, Batch> batches = new LinkedHashMap<>();
        for (var pending : taken) {
            var earlier = pending.backlog() == null ? null : pending.backlog().failure();
            if (earlier != null) {
                // What an earlier append was to bring is missing: this one would make no sense without it.
                pending.fail(earlier);
            } else {
                batches.computeIfAbsent(pending.log(), Batch::new).add(pending);
            }
        }
        return List.copyOf(batches.values());
    }
}
