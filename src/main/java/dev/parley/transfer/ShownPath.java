package dev.parley.transfer;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import java.io.IOException;
import java.util.List;

/** A conversation's shown path from its first message on, read in windows: of its messages only so many are in memory. */
final class ShownPath {

    static final int WINDOW = 20;

    private final ConversationStore store;
    private final ConversationId conversation;
    private final List<Integer> numbers;

    ShownPath(ConversationStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
        this.numbers = store.shownPath(conversation);
    }

    interface Visitor {
        void visit(Message message) throws IOException;
    }

    int size() {
        return numbers.size();
    }

    void forEach(Visitor visitor) throws IOException {
        for (int from = 0; from < numbers.size(); from += WINDOW) {
            int to = Math.min(from + WINDOW, numbers.size());
            for (var message : store.path(conversation, numbers.get(to - 1), to - from)) {
                visitor.visit(message);
            }
        }
    }
}
