package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation's tree of messages, as commands ask about it. */
final class Branches {

    /** Why a model stops where its answer has not ended. */
    private static final Set<String> CUT_OFF = Set.of("max_tokens", "pause_turn", "context_window_exceeded");

    private final ConversationStore store;
    private final ConversationId conversation;

    Branches(ConversationStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
    }

    @Nullable
    Integer shownLeaf() {
        return store.leaf(conversation).orElse(null);
    }

    Message find(int message) {
        return store.message(conversation, message).orElseThrow(Branches::noSuchMessage);
    }

    private static CommandRefused noSuchMessage() {
        return new CommandRefused(Reason.NOT_FOUND, "There is no such message.");
    }

    List<Integer> below(@Nullable Integer parent) {
        return store.children(conversation, parent);
    }

    /** The end of the branch that {@code message} is on; where it forks, the newest. */
    int newestLeaf(int message) {
        return store.newestLeaf(conversation, message).orElseThrow(Branches::noSuchMessage);
    }

    Message ownMessage(int message) {
        var found = find(message);
        if (found.role() != Role.USER) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "Only your own messages can be edited.");
        }
        return found;
    }

    /** The user message that {@code answer} answers, directly or behind other answers. */
    Message questionOf(int answer) {
        var message = find(answer);
        if (message.role() == Role.USER) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "Only an answer can be made anew.");
        }
        while (message.role() != Role.USER) {
            if (message.parent() == null) {
                throw new CommandRefused(Reason.NOT_POSSIBLE, "There is no message above it to answer.");
            }
            message = find(message.parent());
        }
        return message;
    }

    /** The answer {@code message}, if it was cut off and is the last thing shown. */
    Message continuable(int message, @Nullable Integer leaf) {
        var partial = find(message);
        if (!wasCutOff(partial)) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "This answer ended by itself: there is nothing to continue.");
        }
        if (leaf == null || leaf != partial.id()) {
            throw new CommandRefused(Reason.NOT_POSSIBLE, "Only the last answer can be continued.");
        }
        return partial;
    }

    private static boolean wasCutOff(Message message) {
        return message.role() != Role.USER
                && (message.state() == EndState.STOPPED
                        || message.state() == EndState.INTERRUPTED
                        || CUT_OFF.contains(String.valueOf(message.stopReason())));
    }
}
