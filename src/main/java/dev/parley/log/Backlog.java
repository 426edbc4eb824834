package dev.parley.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one turn has appended and the writer has not committed yet. Bounds memory when the store is slow: a turn that is
 * full waits, and when all turns together are over their limit the one that wants more fails.
 *
 * <p>Thread-safe.
 */
public final class Backlog {

    private final long limit;
    private final Shared shared;
    private final AtomicLong waiting = new AtomicLong();
    private final List<Runnable> whenRoom = new ArrayList<>();
    private final Consumer<NotStoredException> onFailure;
    private volatile @Nullable NotStoredException failure;

    Backlog(long limit, Shared shared, Consumer<NotStoredException> onFailure) {
        this.limit = limit;
        this.shared = shared;
        this.onFailure = onFailure;
    }

    /** The limit for all turns together, in characters. */
    static final class Shared {

        private final long limit;
        private final AtomicLong waiting = new AtomicLong();

        Shared(long limit) {
            this.limit = limit;
        }

        long waiting() {
            return waiting.get();
        }

        /**
         * What each turn may have: as much as is free of one half, so that however many there are, they wait for a slow store
         * before one has to fail. The other half is for what they have asked for already and cannot take back.
         */
        private long share() {
            return Math.max(1, limit / 2 - waiting.get());
        }
    }

    /** Whether whoever writes should wait; the writer itself takes more all the same. */
    public boolean full() {
        return waiting.get() >= Math.min(limit, shared.share());
    }

    /** Whether all turns together are over their limit. */
    public boolean exhausted() {
        return shared.waiting.get() >= shared.limit;
    }

    /** Runs {@code then} as soon as there is room: at once on this thread, or later on the writer's. Must not block. */
    public void whenRoom(Runnable then) {
        synchronized (whenRoom) {
            if (full() && failure == null) {
                whenRoom.add(then);
                return;
            }
        }
        then.run();
    }

    /** Why nothing more can be appended: an earlier append of this turn was not stored. */
    public @Nullable NotStoredException failure() {
        return failure;
    }

    void add(int weight) {
        waiting.addAndGet(weight);
        shared.waiting.addAndGet(weight);
    }

    void remove(int weight) {
        shared.waiting.addAndGet(-weight);
        waiting.addAndGet(-weight);
        if (!full()) {
            release();
        }
    }

    void fail(NotStoredException reason) {
        if (failure == null) {
            failure = reason;
            release();
            onFailure.accept(reason);
        }
    }

    private void release() {
        List<Runnable> released;
        synchronized (whenRoom) {
            if (whenRoom.isEmpty()) {
                return;
            }
            released = List.copyOf(whenRoom);
            whenRoom.clear();
        }
        released.forEach(Runnable::run);
    }
}
