package dev.parley.conversation;

import java.time.Instant;

/**
 * What is known of a conversation beside its messages.
 *
 * @param owner who may see it
 * @param title empty until the first message
 * @param handler the name of the handler that answers
 * @param updatedAt when a turn or a message of it started or ended last
 * @param archived whether it is out of the way, but kept
 * @param deleted whether it is gone for its owner; until it is removed for good it can be restored
 * @param settings how its model is asked
 */
public record Conversation(
        ConversationId id,
        String owner,
        String title,
        String handler,
        Instant createdAt,
        Instant updatedAt,
        boolean pinned,
        boolean archived,
        boolean deleted,
        Settings settings) {

    /** A new one. */
    public Conversation(ConversationId id, String owner, String title, String handler, Instant createdAt) {
        this(id, owner, title, handler, createdAt, createdAt, false, false, false, Settings.NONE);
    }

    /** The same as of {@code event}. */
    public Conversation after(Event event) {
        return switch (event) {
            case Event.ConversationChanged changed -> with(changed);
            case Event.TurnStarted started -> updated(started.time());
            case Event.TurnEnded ended -> updated(ended.time());
            case Event.MessageEnded ended -> updated(ended.time());
            case Event.ConversationStarted _,
                    Event.TurnQueued _,
                    Event.QueuedTextAppended _,
                    Event.TurnWaiting _,
                    Event.SessionChanged _,
                    Event.QueueHeld _,
                    Event.MessageStarted _,
                    Event.ElementAdded _,
                    Event.TextAppended _,
                    Event.ElementChanged _,
                    Event.ElementClosed _,
                    Event.ElementWithdrawn _,
                    Event.UsageReported _,
                    Event.BlockKept _ -> this;
        };
    }

    private Conversation with(Event.ConversationChanged changed) {
        return new Conversation(
                id,
                owner,
                changed.title() == null ? title : changed.title(),
                handler,
                createdAt,
                updatedAt,
                changed.pinned() == null ? pinned : changed.pinned(),
                changed.archived() == null ? archived : changed.archived(),
                changed.deleted() == null ? deleted : changed.deleted(),
                changed.settings() == null ? settings : changed.settings());
    }

    /** Never back: a clock that was set back must not take a conversation down the list. */
    private Conversation updated(Instant time) {
        return time.isAfter(updatedAt)
                ? new Conversation(id, owner, title, handler, createdAt, time, pinned, archived, deleted, settings)
                : this;
    }
}
