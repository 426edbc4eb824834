package dev.parley.conversation;

class MemoryConversationStoreTest extends ConversationStoreContract {

    @Override
    ConversationStore open() {
        return new MemoryConversationStore();
    }
}
