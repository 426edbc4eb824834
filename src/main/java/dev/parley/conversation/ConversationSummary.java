package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * A conversation as a list shows it.
 *
 * @param updatedAt when its last turn started or ended, or its title changed
 */
public record ConversationSummary(
        ConversationId id,
        @JsonIgnore String owner,
        String title,
        Activity state,
        Instant createdAt,
        Instant updatedAt) {

    public enum Activity {
        IDLE,
        RUNNING;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
