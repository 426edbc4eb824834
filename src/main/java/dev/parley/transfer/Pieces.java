package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.log.EventTooLargeException;
import dev.parley.log.NotStoredException;
import dev.parley.transfer.ImportRefused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Appends to a log in small pieces, the next when the last is stored: what others write meanwhile waits for one of them at
 * most, some milliseconds. A message is never in two, so that none is open for long. For one thread, which waits for the
 * store.
 */
final class Pieces {

    /** A piece is full with so many events, or characters. */
    private static final int MOST_EVENTS = 64;

    private static final int MOST_CHARACTERS = 16_384;

    private final ConversationLog log;
    private final List<Event> events = new ArrayList<>();
    private int characters;

    Pieces(ConversationLog log) {
        this.log = log;
    }

    void create(Conversation created, Event... first) {
        append(new Append(List.of(first), null, created));
    }

    /** @param length of their texts */
    void add(List<Event> together, int length) {
        events.addAll(together);
        characters += length;
        if (events.size() >= MOST_EVENTS || characters >= MOST_CHARACTERS) {
            flush();
        }
    }

    void flush() {
        if (!events.isEmpty()) {
            append(sized(events));
            events.clear();
            characters = 0;
        }
    }

    /** Whatever has no pieces may still be too large. */
    private static Append sized(List<Event> events) {
        try {
            return Append.of(events);
        } catch (EventTooLargeException e) {
            throw new ImportRefused(Reason.TOO_LARGE, "A message has a part that is too large: " + e.getMessage());
        }
    }

    private void append(Append append) {
        try {
            log.append(append).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NotStoredException ? ImportRefused.notStored() : e;
        }
    }
}
