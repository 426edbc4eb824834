package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some messages of a path, oldest first.
 *
 * @param more whether there are older ones
 */
@RegisterForReflection
record PathWindow(List<Message> messages, boolean more) {

    static final int USUAL = 50;
    static final int MOST = 200;

    /** The messages above {@code before}, the nearest so many. */
    static PathWindow above(ConversationStore store, ConversationId conversation, int before, int limit) {
        var known = store.message(conversation, before)
                .orElseThrow(() -> new WireError(ErrorCode.NOT_FOUND, "There is no such message."));
        return endingAt(store, conversation, known.parent(), limit);
    }

    /** The last messages of the shown path. */
    static PathWindow last(ConversationStore store, ConversationId conversation, int limit) {
        return endingAt(store, conversation, store.leaf(conversation).orElse(null), limit);
    }

    private static PathWindow endingAt(
            ConversationStore store, ConversationId conversation, @Nullable Integer end, int limit) {
        var messages = end == null ? List.<Message>of() : store.path(conversation, end, limit + 1);
        boolean more = messages.size() > limit;
        return new PathWindow(more ? messages.subList(1, messages.size()) : messages, more);
    }
}
