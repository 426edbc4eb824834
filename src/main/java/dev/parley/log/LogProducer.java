package dev.parley.log;

import dev.parley.conversation.ConversationStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the logs a bean. */
@Singleton
class LogProducer {

    @Produces
    @Singleton
    ConversationLogs logs(ConversationStore store, LogConfig config, LogObserver observer) {
        return new ConversationLogs(store, config, observer);
    }

    void close(@Disposes ConversationLogs logs) throws InterruptedException {
        logs.close();
    }
}
