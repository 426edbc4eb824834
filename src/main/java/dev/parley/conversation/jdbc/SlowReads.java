package dev.parley.conversation.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets what reads long, such as a search, have a part of the readers only, and each owner one of them at a time: whoever asks
 * for much waits for themselves, and other reads find a reader. Blocks; thread-safe.
 */
final class SlowReads {

    private final Semaphore places;
    private final Map<String, Line> lines = new HashMap<>();

    /** Those of one owner, in the order they came. */
    private static final class Line {
        private final ReentrantLock first = new ReentrantLock(true);
        /** Guarded by the monitor of the slow reads. */
        private int length;
    }

    /** @param readers how many reads run at a time */
    SlowReads(int readers) {
        this.places = new Semaphore(Math.max(1, readers / 2), true);
    }

    <T> T read(String owner, Supplier<T> read) {
        var line = join(owner);
        try {
            line.first.lock();
            try {
                return readInPlace(read);
            } finally {
                line.first.unlock();
            }
        } finally {
            leave(owner, line);
        }
    }

    private <T> T readInPlace(Supplier<T> read) {
        places.acquireUninterruptibly();
        try {
            return read.get();
        } finally {
            places.release();
        }
    }

    private synchronized Line join(String owner) {
        var line = lines.computeIfAbsent(owner, first -> new Line());
        line.length++;
        return line;
    }

    private synchronized void leave(String owner, Line line) {
        if (--line.length == 0) {
            lines.remove(owner);
        }
    }

    /** How many owners wait or read. */
    synchronized int owners() {
        return lines.size();
    }
}
