package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.conversation.TextPieces;
import dev.parley.conversation.Title;
import dev.parley.conversation.WellFormedText;
import dev.parley.log.ConversationLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on its way into its log. Until all of it is there it counts as deleted: nobody finds a half one, and one
 * that stays half is removed as deleted ones are. For one thread.
 */
final class IncomingConversation {

    private final ConversationLog log;
    private final Outline outline;
    private final Instant now;
    private final Here here;
    private final Pieces pieces;
    private final Map<String, Integer> messages = new HashMap<>();
    /** By the file's numbers. */
    private final Map<Integer, Integer> turns = new HashMap<>();
    /** By message, for those of a file without turns. */
    private final Map<Integer, Integer> turnOf = new HashMap<>();

    /** @param here gives what is here for whatever the file names */
    IncomingConversation(ConversationLog log, Outline outline, Instant now, Here here) {
        this.log = log;
        this.outline = outline;
        this.now = now;
        this.here = here;
        this.pieces = new Pieces(log);
    }

    void begin(String owner) {
        var heading = outline.heading();
        String title = Title.of(heading.title());
        String handler = here.handler(heading.handler() == null ? "" : heading.handler());
        var settings = here.settings(heading.settings());
        var createdAt = past(heading.createdAt());
        var updatedAt = past(heading.updatedAt());
        pieces.create(
                new Conversation(log.id(), owner, title, handler, createdAt, updatedAt, false, false, false, settings),
                new Event.ConversationStarted(title, handler, createdAt),
                new Event.ConversationChanged(null, null, null, null, true, settings.isEmpty() ? null : settings));
    }

    void add(Outline.Place place, Message message) {
        var parent = number(place.parent());
        int turn = message.turn() > 0
                ? turns.computeIfAbsent(message.turn(), old -> log.nextNumber())
                : turnBelow(parent, message.role());
        int id = log.nextNumber();
        messages.put(place.key(), id);
        turnOf.put(id, turn);
        var continues = message.continues() == null ? null : number(Integer.toString(message.continues()));
        var events = new MessageEvents(now, log::nextNumber, old -> messages.getOrDefault(Integer.toString(old), 0))
                .of(message, new MessageEvents.Numbers(id, parent, turn, continues));
        pieces.add(events.events(), events.length());
    }

    /** A message of the reader's begins a turn, what follows belongs to it. */
    private int turnBelow(@Nullable Integer parent, Role role) {
        return role == Role.USER || parent == null ? log.nextNumber() : turnOf.getOrDefault(parent, parent);
    }

    private @Nullable Integer number(@Nullable String key) {
        return key == null ? null : messages.get(key);
    }

    private Instant past(Instant time) {
        return Texts.past(time, now);
    }

    /** Shows it, with its branch as a reader finds it in the store; what waits in it waits until its reader sends it. */
    void end() {
        var last = new ArrayList<Event>();
        for (var waiting : outline.queue()) {
            last.addAll(queued(waiting));
        }
        if (!last.isEmpty()) {
            last.add(new Event.QueueHeld());
        }
        var heading = outline.heading();
        last.add(new Event.ConversationChanged(
                null,
                number(outline.shown()),
                heading.pinned() ? Boolean.TRUE : null,
                heading.archived() ? Boolean.TRUE : null,
                false,
                null));
        pieces.add(List.copyOf(last), 0);
        pieces.flush();
    }

    private List<Event> queued(Outline.Waiting waiting) {
        int turn = log.nextNumber();
        var texts = TextPieces.of(WellFormedText.of(waiting.text()));
        var events = new ArrayList<Event>();
        events.add(new Event.TurnQueued(
                turn,
                texts.getFirst(),
                here.handler(waiting.handler()),
                past(waiting.time()),
                UUID.randomUUID().toString()));
        texts.stream().skip(1).forEach(text -> events.add(new Event.QueuedTextAppended(turn, text)));
        return events;
    }
}
