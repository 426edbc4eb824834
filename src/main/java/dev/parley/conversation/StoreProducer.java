package dev.parley.conversation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store a bean. */
@Singleton
class StoreProducer {

    @Produces
    @Singleton
    ConversationStore store() {
        return new MemoryConversationStore();
    }
}
