package dev.parley.transfer;

import dev.parley.conversation.Settings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that is about to be taken in: its tree of messages, each by its place in the file.
 *
 * @param messages each behind its parent, siblings in the order they were made
 * @param shown the message at the end of the shown path; null where there is none
 */
record Outline(
        Heading heading, List<Place> messages, @Nullable String shown, List<Waiting> queue) {

    Outline {
        messages = List.copyOf(messages);
        queue = List.copyOf(queue);
    }

    Outline withTitle(String title) {
        var same = heading;
        return new Outline(
                new Heading(
                        title,
                        same.handler(),
                        same.createdAt(),
                        same.updatedAt(),
                        same.pinned(),
                        same.archived(),
                        same.settings()),
                messages,
                shown,
                queue);
    }

    /** @param handler null where the file names none */
    record Heading(
            String title,
            @Nullable String handler,
            Instant createdAt,
            Instant updatedAt,
            boolean pinned,
            boolean archived,
            Settings settings) {

        /** Of a service that has no settings of this kind. */
        Heading(
                String title,
                @Nullable String handler,
                Instant createdAt,
                Instant updatedAt,
                boolean pinned,
                boolean archived) {
            this(title, handler, createdAt, updatedAt, pinned, archived, Settings.NONE);
        }
    }

    /** @param parent null for a first message */
    record Place(String key, @Nullable String parent, Slice slice) {}

    /** A message that was not sent yet. */
    record Waiting(String text, String handler, Instant time) {}
}
