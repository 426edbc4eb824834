package dev.parley.conversation.jdbc;

import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageFold;
import dev.parley.conversation.SearchText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one transaction does to the messages of one conversation: those that begin, go on and end in it. */
final class MessageChanges {

    private final LiveConversation before;
    private final OpenMessages open;
    private final ConversationTables tables;

    private final Map<Integer, MessageFold> started = new LinkedHashMap<>();
    private final Map<Integer, List<Event>> changed = new LinkedHashMap<>();
    private final Map<Integer, MessageFold> answered = new LinkedHashMap<>();
    private final Set<Integer> ended = new LinkedHashSet<>();
    private final Map<Integer, Integer> addedElements = new HashMap<>();

    MessageChanges(LiveConversation before, OpenMessages open, ConversationTables tables) {
        this.before = before;
        this.open = open;
        this.tables = tables;
    }

    void start(Event.MessageStarted message) throws SQLException {
        requireStarted(message.parent());
        if (open.contains(key(message.id()))) {
            throw new IllegalStateException("Message " + message.id() + " was started before");
        }
        started.put(message.id(), new MessageFold(message));
    }

    void add(Event.ElementAdded added) {
        var holder = openMessageOf(added.container());
        int message = holder == null ? added.container() : holder;
        change(message, added);
        addedElements.put(added.id(), message);
    }

    private @Nullable Integer openMessageOf(int element) {
        return addedElements.getOrDefault(element, before.openElements().get(element));
    }

    /** What is asked of a reader can be answered after its message has ended. */
    void changeAnyElement(Event.ElementChanged changed) throws SQLException {
        var message = openMessageOf(changed.element());
        if (message == null) {
            ended(changed.element()).apply(changed);
        } else {
            note(message, changed);
        }
    }

    /** The message that had ended before and holds {@code element}, as it will be written anew. */
    private MessageFold ended(int element) throws SQLException {
        var asStored = tables.endedMessageWith(before.key(), element);
        if (asStored == null) {
            throw new IllegalStateException("An event for element " + element + ", which is not there");
        }
        return answered.computeIfAbsent(asStored.id(), first -> new MessageFold(asStored));
    }

    void changeElement(int element, Event event) {
        var message = openMessageOf(element);
        if (message == null) {
            throw new IllegalStateException("An event for element " + element + ", which is not open");
        }
        change(message, event);
    }

    void change(int message, Event event) {
        var fresh = started.get(message);
        if (ended.contains(message) || (fresh == null && !open.contains(key(message)))) {
            throw new IllegalStateException("An event for message " + message + ", which is not open");
        }
        note(message, event);
    }

    private void note(int message, Event event) {
        var fresh = started.get(message);
        if (fresh == null) {
            changed.computeIfAbsent(message, first -> new ArrayList<>()).add(event);
        } else {
            fresh.apply(event);
        }
    }

    void end(Event.MessageEnded end) {
        change(end.message(), end);
        ended.add(end.message());
    }

    /** No message, and message 0, stand for the beginning of the conversation. */
    void requireStarted(@Nullable Integer message) throws SQLException {
        boolean known = message == null
                || message == 0
                || started.containsKey(message)
                || open.contains(key(message))
                || tables.hasMessage(before.key(), message);
        if (!known) {
            throw new IllegalStateException("An event for message " + message + ", which was never started");
        }
    }

    /** @param batch the number of the transaction */
    void write(String owner, long batch, List<Journal.Entry> journal) throws SQLException {
        for (var message : answered.values()) {
            tables.endMessage(before.key(), message.result());
            // The answer can be found, too.
            tables.unindex(before.key(), message.result().id());
            index(owner, message.result());
        }
        for (var message : started.entrySet()) {
            var result = message.getValue().result();
            tables.insertMessage(before.key(), result, batch);
            if (result.state() != null) {
                index(owner, result);
            }
        }
        for (var message : changed.entrySet()) {
            if (ended.contains(message.getKey())) {
                var result = resultOf(message.getKey(), message.getValue());
                tables.endMessage(before.key(), result);
                index(owner, result);
            } else {
                journal.add(new Journal.Entry(key(message.getKey()), message.getValue()));
            }
        }
    }

    private void index(String owner, Message message) throws SQLException {
        tables.index(before.key(), message.id(), owner, message.time(), SearchText.of(message));
    }

    /** The open message with these events, while the message itself stays as it is committed. */
    private Message resultOf(int message, List<Event> events) {
        var asCommitted = open.find(key(message));
        if (asCommitted == null) {
            throw new IllegalStateException("No open message " + message);
        }
        var fold = new MessageFold(asCommitted);
        events.forEach(fold::apply);
        return fold.result();
    }

    /** Readers may meet the new rows as soon as they are committed: what these lack must be there by then. */
    void prepare(long batch) {
        started.forEach((message, fold) -> {
            if (!ended.contains(message)) {
                open.put(key(message), fold, batch);
            }
        });
    }

    void withdraw() {
        started.keySet().forEach(message -> open.remove(key(message)));
    }

    /** They are committed. */
    void adopt() {
        changed.forEach((message, events) -> {
            if (ended.contains(message)) {
                open.end(key(message), events);
            } else {
                open.apply(key(message), events);
            }
        });
    }

    /** The messages of the elements that are open after this. */
    Map<Integer, Integer> openElements() {
        var elements = new HashMap<>(before.openElements());
        elements.putAll(addedElements);
        elements.values().removeAll(ended);
        return elements;
    }

    private OpenMessages.Key key(int message) {
        return new OpenMessages.Key(before.key(), message);
    }
}
