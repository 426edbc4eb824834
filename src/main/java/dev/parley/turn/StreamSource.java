package dev.parley.turn;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where a stream comes from, and how it is let go of. Thread-safe. */
final class StreamSource {

    private static final Logger LOG = Logger.getLogger(StreamSource.class);

    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private final AtomicReference<@Nullable AutoCloseable> resource = new AtomicReference<>();

    /** It is asked for each item. */
    void asks(Flow.Subscription newSubscription) {
        subscription.set(newSubscription);
    }

    /** It is read, and closed then; null where there is nothing to close. */
    void reads(@Nullable AutoCloseable newResource) {
        resource.set(newResource);
    }

    void request(int more) {
        var current = subscription.get();
        if (current != null) {
            current.request(more);
        }
    }

    /** Lets go of it, once. */
    void letGo() {
        var current = subscription.getAndSet(null);
        if (current != null) {
            close(current::cancel);
        }
        var closeable = resource.getAndSet(null);
        if (closeable != null) {
            close(closeable);
        }
    }

    /** A source that does not close well changes nothing of what came from it. */
    private static void close(AutoCloseable source) {
        try {
            source.close();
        } catch (Exception e) {
            LOG.debugf(e, "A source could not be closed");
        }
    }
}
