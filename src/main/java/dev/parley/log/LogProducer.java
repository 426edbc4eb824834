package dev.parley.log;

import dev.parley.conversation.ConversationStore;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/** Makes the logs a bean. */
@Singleton
class LogProducer {

    private volatile @Nullable ConversationLogs opened;

    @Produces
    @Singleton
    ConversationLogs logs(ConversationStore store, LogConfig config, LogObserver observer) {
        var logs = new ConversationLogs(store, config, observer);
        opened = logs;
        return logs;
    }

    /** While the store is still open: beans, and with them the pool of connections, end in no order to rely on. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) throws InterruptedException {
        close();
    }

    /** Where the start has failed, and nobody announces the end. */
    @PreDestroy
    void close() throws InterruptedException {
        var logs = opened;
        if (logs != null) {
            logs.close();
            opened = null;
        }
    }
}
