package dev.parley.conversation;

class MemoryConversationStoreTest extends ConversationStoreContract {

    @Override
    protected ConversationStore open() {
        return new MemoryConversationStore();
    }
}
