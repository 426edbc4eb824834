package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Whether a server keeps prompts: it is taken to do so until it refuses. Thread-safe. */
final class Caching {

    private static final Logger LOG = Logger.getLogger(Caching.class);

    private volatile boolean on;
    private volatile boolean proven;

    Caching(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    /** Whether the server has answered a prompt that it was asked to keep. */
    boolean isProven() {
        return proven;
    }

    void answered(ModelEvent event) {
        proven |= event instanceof ModelEvent.Started;
    }

    /** A refusal that names a field which only this brings. */
    static boolean mayBeTheReason(Throwable failure) {
        if (!(failure instanceof ModelFailure refusal) || refusal.kind() != ModelFailure.Kind.REFUSED_INPUT) {
            return false;
        }
        String said = (refusal.detail() + " " + refusal.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("cache") || said.contains("system");
    }

    /** The server has answered {@code event} to the same prompt without the marks. */
    void refused(ModelEvent event, Throwable refusal) {
        if (event instanceof ModelEvent.Started && on) {
            on = false;
            LOG.warnf(
                    "The server does not keep prompts, so it is not asked to any more (parley.claude.cache.enabled=false"
                            + " spares the attempt): %s",
                    refusal.getMessage());
        }
    }
}
