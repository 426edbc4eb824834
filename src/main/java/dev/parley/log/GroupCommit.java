package dev.parley.log;

import dev.parley.conversation.ConversationStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * The single writer. Takes all appends that wait, commits them in one transaction, then shows them to the readers; what
 * queues up meanwhile is the next batch. No timer: an idle writer commits at once, a busy one in larger pieces.
 */
final class GroupCommit {

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);

    /** Bounds one transaction, so that no append waits long behind a heap of others. */
    private static final int LARGEST_BATCH = 4_000;

    private final ConversationStore store;
    private final LinkedBlockingQueue<PendingAppend> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    GroupCommit(ConversationStore store) {
        this.store = store;
        this.thread = Thread.ofPlatform().name("parley-log-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void submit(PendingAppend append) {
        queue.add(append);
    }

    /** Commits what waits, then ends. */
    void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join();
    }

    private void run() {
        var taken = new ArrayList<PendingAppend>();
        while (await(taken)) {
            commit(taken);
            taken.clear();
        }
    }

    private boolean await(List<PendingAppend> taken) {
        while (queue.drainTo(taken, LARGEST_BATCH) == 0) {
            if (closed) {
                return false;
            }
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                // close() woke this thread; what is queued is still committed.
                continue;
            }
            queue.drainTo(taken, LARGEST_BATCH - 1);
            return true;
        }
        return true;
    }

    private void commit(List<PendingAppend> taken) {
        var batches = byLog(taken);
        try {
            store.commit(batches.stream().map(Batch::commit).toList());
        } catch (RuntimeException | Error e) {
            LOG.warnf(e, "A batch of %d conversations was not stored; each is tried by itself", batches.size());
            batches.forEach(this::commitAlone);
            return;
        }
        batches.forEach(Batch::publish);
    }

    /** So that one conversation that cannot be stored does not take the others with it. */
    private void commitAlone(Batch batch) {
        try {
            store.commit(List.of(batch.commit()));
        } catch (RuntimeException | Error e) {
            LOG.errorf(
                    e, "Conversation %s: %d events were not stored", batch.log().id(), batch.size());
            batch.fail(new NotStoredException(e));
            return;
        }
        batch.publish();
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
