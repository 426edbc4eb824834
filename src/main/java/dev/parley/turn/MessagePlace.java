package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a turn's next message goes in the tree: each behind the one before. Guarded by its turn's lock. */
final class MessagePlace {

    private @Nullable Integer leaf;
    private List<Integer> siblings;
    private @Nullable Integer continues;

    /**
     * @param leaf what the first message follows; null at the very start
     * @param siblings the messages that follow {@code leaf} already
     * @param continues the answer that the first assistant message goes on with
     */
    MessagePlace(@Nullable Integer leaf, List<Integer> siblings, @Nullable Integer continues) {
        this.leaf = leaf;
        this.siblings = List.copyOf(siblings);
        this.continues = continues;
    }

    Event.MessageStarted next(int id, int turn, Speaker speaker, Instant time) {
        boolean goesOn = speaker.role() == Role.ASSISTANT && continues != null;
        var started = new Event.MessageStarted(
                id,
                leaf,
                siblings,
                speaker.role(),
                speaker.name(),
                speaker.avatar(),
                time,
                turn,
                goesOn ? continues : null);
        leaf = id;
        siblings = List.of();
        continues = goesOn ? null : continues;
        return started;
    }

    @Nullable
    Integer leaf() {
        return leaf;
    }
}
