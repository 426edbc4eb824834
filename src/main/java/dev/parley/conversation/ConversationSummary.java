package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;

/**
 * A conversation as a list shows it.
 *
 * @param updatedAt when a turn or a message of it started or ended last
 */
public record ConversationSummary(
        ConversationId id,
        @JsonIgnore String owner,
        String title,
        Activity state,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pinned,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean archived,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean deleted) {

    public enum Activity {
        IDLE,
        RUNNING;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static ConversationSummary of(Conversation conversation, boolean running) {
        return new ConversationSummary(
                conversation.id(),
                conversation.owner(),
                conversation.title(),
                running ? Activity.RUNNING : Activity.IDLE,
                conversation.createdAt(),
                conversation.updatedAt(),
                conversation.pinned(),
                conversation.archived(),
                conversation.deleted());
    }

    /**
     * A row's place in the order of lists: pinned ones first, then the last changed; a list goes on behind it.
     *
     * @param id tells rows of the same time apart
     */
    public record Place(boolean pinned, Instant updatedAt, ConversationId id) {

        public static final Comparator<Place> ORDER = Comparator.comparing(Place::pinned)
                .thenComparing(Place::updatedAt)
                .thenComparing(place -> place.id().value())
                .reversed();
    }

    public Place place() {
        return new Place(pinned, updatedAt, id);
    }
}
