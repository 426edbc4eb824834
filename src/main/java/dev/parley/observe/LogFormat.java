package dev.parley.observe;

import dev.parley.conversation.StoreOpening;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.WriterHandler;

/** Has the console and files written as it is configured, before anything else of Parley starts. */
@Singleton
class LogFormat {

    private final LoggingConfig config;

    LogFormat(LoggingConfig config) {
        this.config = config;
    }

    /** Tables are made, and told of, before anything is started. */
    void apply(@Observes StoreOpening opening) {
        apply();
    }

    void apply(@Observes @Priority(1) StartupEvent start) {
        apply();
    }

    private void apply() {
        if (config.format() == LoggingConfig.Format.JSON) {
            for (var handler : Logger.getLogger("").getHandlers()) {
                writeJson(handler);
            }
        }
    }

    /** Quarkus has one handler at the root, which holds the others. */
    private static void writeJson(Handler handler) {
        if (handler instanceof WriterHandler writer) {
            writer.setFormatter(new JsonLines());
        } else if (handler instanceof ExtHandler holder) {
            for (var held : holder.getHandlers()) {
                writeJson(held);
            }
        }
    }
}
