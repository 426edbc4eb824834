package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import java.util.List;

/**
 * A message of the shown path between its neighbours, oldest first; without messages where it is on another branch.
 *
 * @param more whether there are older ones above
 * @param newer whether there are newer ones below
 */
record AroundMessage(List<Message> messages, boolean more, boolean newer) {

    static final int USUAL = 25;

    /** The cost of one walk over the path's numbers, and of the messages that are shown. */
    static AroundMessage of(ConversationStore store, ConversationId conversation, int message, int older, int newer) {
        var path = store.shownPath(conversation);
        int place = path.indexOf(message);
        if (place < 0) {
            requireMessage(store, conversation, message);
            return new AroundMessage(List.of(), false, false);
        }
        int first = Math.max(0, place - older);
        int last = Math.min(path.size() - 1, place + newer);
        var messages = store.path(conversation, path.get(last), last - first + 1);
        return new AroundMessage(messages, first > 0, last < path.size() - 1);
    }

    private static void requireMessage(ConversationStore store, ConversationId conversation, int message) {
        if (store.message(conversation, message).isEmpty()) {
            throw new WireError(ErrorCode.NOT_FOUND, "There is no such message.");
        }
    }
}
