package dev.parley.transfer;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.MemoryConversationStore;

class MemoryTransferTest extends TransferContract {

    @Override
    protected ConversationStore open() {
        return new MemoryConversationStore();
    }
}
