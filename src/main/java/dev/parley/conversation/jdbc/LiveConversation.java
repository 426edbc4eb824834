package dev.parley.conversation.jdbc;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Snapshot;
import java.util.Map;

/**
 * What the writer knows of a conversation without asking the database, as of the last commit. Writer's thread only.
 *
 * @param leaf 0 where no message is shown
 * @param openElements the messages of the elements that may still change
 */
record LiveConversation(
        long key,
        Conversation conversation,
        int leaf,
        int lastNumber,
        Snapshot.Activity activity,
        Map<Integer, Integer> openElements) {

    LiveConversation {
        openElements = Map.copyOf(openElements);
    }

    static LiveConversation created(long key, Conversation conversation) {
        return new LiveConversation(key, conversation, 0, 0, Snapshot.Activity.NONE, Map.of());
    }

    static LiveConversation of(Rows.ConversationRow row) {
        return of(row, Map.of());
    }

    static LiveConversation of(Rows.ConversationRow row, Map<Integer, Integer> openElements) {
        return new LiveConversation(
                row.key(), row.conversation(), row.leaf(), row.lastNumber(), row.activity(), openElements);
    }

    boolean idle() {
        return openElements.isEmpty() && activity.turn() == null;
    }
}
