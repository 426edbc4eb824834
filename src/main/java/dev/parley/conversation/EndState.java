package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a message or a turn ended, from best to worst. */
public enum EndState {
    /** The source ended properly, whatever its stop reason. */
    COMPLETE,
    /** The reader took a queued message back; only turns end so. */
    REMOVED,
    /** A reader pressed Stop. */
    STOPPED,
    /** The provider's connection broke after content, or the process died. */
    INTERRUPTED,
    /** Everything else, refusal included. */
    FAILED;

    public EndState orWorse(EndState other) {
        return other.compareTo(this) > 0 ? other : this;
    }

    /** Whether messages that wait behind a turn which ended so are sent without asking the reader. */
    public boolean letsQueueGoOn() {
        return this == COMPLETE || this == REMOVED;
    }

    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
