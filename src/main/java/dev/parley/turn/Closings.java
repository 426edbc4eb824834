package dev.parley.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What try blocks have closed. Whether they ended well is known when their thread goes on: an exception comes after the
 * closing. Guarded by the turn's monitor.
 */
@SuppressWarnings("ReferenceEquality") // What was closed is that very object.
final class Closings {

    /** Long enough for an exception to pass from a try block to the end of the handler. */
    private static final long SETTLE_MILLIS = 100;

    private final Object monitor;
    private final List<Closing> pending = new ArrayList<>();

    private record Closing(Object what, Thread by, Runnable completion) {}

    Closings(Object monitor) {
        this.monitor = monitor;
    }

    void add(Object what, Runnable completion) {
        if (contains(what)) {
            return;
        }
        var closing = new Closing(what, Thread.currentThread(), completion);
        pending.add(closing);
        CompletableFuture.delayedExecutor(SETTLE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            synchronized (monitor) {
                settle(closing);
            }
        });
    }

    @SuppressWarnings("ReferenceEquality") // It is this very one.
    boolean contains(Object what) {
        return pending.stream().anyMatch(closing -> closing.what() == what);
    }

    @SuppressWarnings("ReferenceEquality") // It is this very one.
    void remove(Object what) {
        pending.removeIf(closing -> closing.what() == what);
    }

    /** This thread has gone on: what it closed ended well. */
    void settle() {
        if (!pending.isEmpty()) {
            List.copyOf(pending).stream()
                    .filter(closing -> closing.by() == Thread.currentThread())
                    .forEach(this::settle);
        }
    }

    void settleAll() {
        List.copyOf(pending).forEach(this::settle);
    }

    private void settle(Closing closing) {
        if (pending.remove(closing)) {
            closing.completion().run();
        }
    }
}
