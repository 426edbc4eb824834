package dev.parley.turn;

import dev.parley.chat.ChatStatus;
import dev.parley.chat.Texts;
import dev.parley.conversation.Event;
import dev.parley.conversation.Step;
import dev.parley.conversation.WellFormedText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A status of a message of a running turn. */
final class TurnStatus extends TurnContainer<ChatStatus> implements ChatStatus {

    private static final int LONGEST_LABEL = 500;

    private final TurnMessage message;
    private final TurnContainer<?> container;
    private final int id;
    /** Guarded by its turn's monitor. */
    private boolean ended;

    TurnStatus(TurnMessage message, TurnContainer<?> container) {
        super(message.turn);
        this.message = message;
        this.container = container;
        this.id = turn.nextNumber();
    }

    /** A line of a page at most. */
    static String label(String text) {
        return Texts.cut(WellFormedText.of(Objects.requireNonNull(text, "label")), LONGEST_LABEL);
    }

    @Override
    ChatStatus self() {
        return this;
    }

    @Override
    TurnMessage message() {
        return message;
    }

    @Override
    int id() {
        return id;
    }

    @Override
    void post(Event... events) {
        turn.write(this, events);
    }

    boolean hasEnded() {
        return ended || (container instanceof TurnStatus outer && outer.hasEnded());
    }

    @Override
    public TurnStatus update(String label) {
        change(id, new Step.StatusChange(label(label), null, null));
        return this;
    }

    @Override
    public TurnStatus expanded(boolean expanded) {
        change(id, new Step.StatusChange(null, null, expanded));
        return this;
    }

    @Override
    public void complete(String label) {
        turn.end(this, label(label), Step.State.COMPLETE);
    }

    @Override
    public void fail(String label) {
        turn.end(this, label(label), Step.State.ERROR);
    }

    @Override
    public void close() {
        turn.close(this);
    }

    /** Its last events, the first time only. Folds it when all went well. For its turn, under the monitor. */
    List<Event> ends(@Nullable String label, Step.State state) {
        if (ended) {
            return List.of();
        }
        ended = true;
        var folded = state == Step.State.COMPLETE ? Boolean.FALSE : null;
        return List.of(
                new Event.ElementChanged(id, new Step.StatusChange(label, state, folded)),
                new Event.ElementClosed(id, turn.now()));
    }
}
