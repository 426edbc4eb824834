package dev.parley.turn;

import dev.parley.conversation.Conversation;
import dev.parley.turn.CommandRefused.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whose conversation it is, or is about to be. Guarded by the monitor of its conversation's turns. */
final class ConversationOwner {

    /** Null while nobody has made it. */
    private @Nullable String owner;

    ConversationOwner(@Nullable Conversation known) {
        owner = known == null ? null : known.owner();
    }

    /** Refuses whoever else asks. */
    void require(String asking) {
        if (owner != null && !owner.equals(asking)) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such conversation.");
        }
    }

    String known() {
        return Objects.requireNonNull(owner, "What is answered has an owner");
    }

    void becomes(String making) {
        owner = making;
    }

    /** Nothing that was to make the conversation is stored or on its way any more. */
    void nobodyYet() {
        owner = null;
    }
}
