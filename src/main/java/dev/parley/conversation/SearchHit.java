package dev.parley.conversation;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A text that was looked for and found.
 *
 * @param message whose text it is; null for the conversation's title
 * @param time when it was written
 * @param text all of it
 */
public record SearchHit(
        ConversationSummary conversation, @Nullable Integer message, Instant time, String text) {

    /**
     * A hit's place among the others, the newest first; more are found behind it.
     *
     * @param message 0 for the title
     */
    public record Place(Instant time, ConversationId conversation, int message) {

        public static final Comparator<Place> ORDER = Comparator.comparing(Place::time)
                .thenComparing(place -> place.conversation().value())
                .thenComparingInt(Place::message)
                .reversed();
    }

    public Place place() {
        return new Place(time, conversation.id(), message == null ? 0 : message);
    }
}
