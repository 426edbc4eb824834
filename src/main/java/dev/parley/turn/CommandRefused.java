package dev.parley.turn;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A command that was not carried out; nothing has changed. The message is for the reader. */
public final class CommandRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The codes of docs/protocol.md that a command can be refused with. */
    public enum Reason {
        ID_REUSED(false),
        NOT_FOUND(false),
        TURN_RUNNING(true),
        NOT_POSSIBLE(false),
        UNKNOWN_HANDLER(false),
        UNKNOWN_MODEL(false),
        QUEUE_FULL(true),
        TOO_MANY_SENDS(true),
        TOO_MANY_TURNS(true),
        TOO_MANY_CONVERSATIONS(false),
        BUDGET_USED_UP(true),
        TOO_LARGE(false),
        UNSUPPORTED_TYPE(false),
        MALFORMED(false),
        NOT_STORED(true),
        SHUTTING_DOWN(true);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Reason reason;
    private final @Nullable Duration wait;

    CommandRefused(Reason reason, String message) {
        this(reason, message, null);
    }

    /** @param wait how long it is until it may be carried out */
    CommandRefused(Reason reason, String message, @Nullable Duration wait) {
        super(message);
        this.reason = reason;
        this.wait = wait;
    }

    static CommandRefused notStored() {
        return new CommandRefused(Reason.NOT_STORED, "Not saved: your text is still here. Try again in a moment.");
    }

    /** How long it is until the command may be carried out; null where nobody knows. */
    public @Nullable Duration untilPossible() {
        return wait;
    }

    public Reason reason() {
        return reason;
    }
}
