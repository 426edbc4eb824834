package dev.parley.log;

import dev.parley.conversation.ConversationStore;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

/** Makes the logs a bean. */
@Singleton
class LogProducer {

    @Produces
    @Singleton
    ConversationLogs logs(ConversationStore store, LogConfig config, LogObserver observer) {
        return new ConversationLogs(store, config, observer);
    }

    /** After all who write, and while there are connections: of beans that end with the container none knows which is first. */
    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION + 200) ShutdownEvent event, ConversationLogs logs)
            throws InterruptedException {
        logs.close();
    }

    /** Where the start failed; else there is nothing left to do. */
    void close(@Disposes ConversationLogs logs) throws InterruptedException {
        logs.close();
    }
}
