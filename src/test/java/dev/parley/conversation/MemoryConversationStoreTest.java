package dev.parley.conversation;

import org.junit.jupiter.api.Nested;

class MemoryConversationStoreTest extends ConversationStoreContract {

    @Override
    protected ConversationStore open() {
        return new MemoryConversationStore();
    }

    @Nested
    class Lists extends ConversationListContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }

    @Nested
    class Searches extends ConversationSearchContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }

    @Nested
    class Contents extends MessageContentContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }

    @Nested
    class Paths extends MessagePathContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }

    @Nested
    class Blobs extends BlobStoreContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }

    @Nested
    class Prompts extends PromptStoreContract {

        @Override
        protected ConversationStore opened() {
            return open();
        }
    }
}
