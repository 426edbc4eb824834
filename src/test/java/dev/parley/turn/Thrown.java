package dev.parley.turn;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a handler's calls have thrown, in their order. */
final class Thrown {

    private final BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();

    /** Calls, and keeps what that throws. */
    void by(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    /** Waits for the next. */
    Throwable next() throws InterruptedException {
        var next = thrown.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("Nothing was thrown");
        }
        return next;
    }

    List<Throwable> all() {
        return List.copyOf(thrown);
    }
}
