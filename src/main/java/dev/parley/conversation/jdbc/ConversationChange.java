package dev.parley.conversation.jdbc;

import dev.parley.conversation.ActivityFold;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageFold;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.SearchText;
import dev.parley.conversation.Spending;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction does to one conversation: worked out from its events first, then written, and made part of what is
 * known when it is committed. Fails at the first event for something that is not there.
 */
final class ConversationChange {

    private final LiveConversation before;
    private final boolean creates;
    private final OpenMessages open;
    private final ConversationTables tables;
    private final ActivityFold activity;
    private final List<Receipt> receipts = new ArrayList<>();
    private final Set<BlobId> blobs = new LinkedHashSet<>();
    private final Map<LocalDate, Spending> spent = new LinkedHashMap<>();

    private Conversation conversation;
    private int leaf;
    private int lastNumber;
    private boolean rowChanged;
    private boolean activityChanged;
    private @Nullable Boolean deleted;

    private final Map<String, Event.SessionChanged> session = new LinkedHashMap<>();
    private final Map<Integer, MessageFold> started = new LinkedHashMap<>();
    private final Map<Integer, List<Event>> changed = new LinkedHashMap<>();
    private final Map<Integer, MessageFold> answered = new LinkedHashMap<>();
    private final Set<Integer> ended = new LinkedHashSet<>();
    private final Map<Integer, Integer> addedElements = new HashMap<>();

    ConversationChange(LiveConversation before, boolean creates, OpenMessages open, ConversationTables tables) {
        this.before = before;
        this.creates = creates;
        this.open = open;
        this.tables = tables;
        this.activity = new ActivityFold(before.activity());
        this.conversation = before.conversation();
        this.leaf = before.leaf();
        this.lastNumber = before.lastNumber();
    }

    void add(Commit commit) throws SQLException {
        receipts.addAll(commit.receipts());
        commit.spent().forEach(more -> spent.merge(more.day(), more.amount(), Spending::plus));
        for (var logged : commit.events()) {
            add(logged.event());
        }
    }

    private void add(Event event) throws SQLException {
        conversation = conversation.after(event);
        activityChanged |= activity.apply(event);
        blobs.addAll(event.blobs());
        switch (event) {
            case Event.ConversationStarted _,
                    Event.QueuedTextAppended _,
                    Event.TurnWaiting _,
                    Event.TurnEnded _,
                    Event.QueueHeld _ -> {}
            case Event.TurnQueued queued -> number(queued.turn());
            case Event.TurnStarted turn -> number(turn.turn());
            case Event.MessageStarted message -> start(message);
            case Event.ElementAdded added -> add(added);
            case Event.TextAppended appended -> changeElement(appended.element(), event);
            case Event.ElementChanged changed -> changeAnyElement(changed);
            case Event.ElementClosed closed -> changeElement(closed.element(), event);
            case Event.ElementWithdrawn withdrawn -> changeElement(withdrawn.element(), event);
            case Event.UsageReported reported -> change(reported.message(), event);
            case Event.BlockKept kept -> change(kept.message(), event);
            case Event.MessageEnded end -> {
                change(end.message(), event);
                ended.add(end.message());
            }
            case Event.SessionChanged changed -> session.put(changed.name(), changed);
            case Event.ConversationChanged filed -> file(filed);
        }
    }

    private void number(int number) {
        if (number > lastNumber) {
            lastNumber = number;
            rowChanged = true;
        }
    }

    private void start(Event.MessageStarted message) throws SQLException {
        requireMessage(message.parent());
        if (open.contains(key(message.id()))) {
            throw new IllegalStateException("Message " + message.id() + " was started before");
        }
        number(message.id());
        leaf = message.id();
        rowChanged = true;
        started.put(message.id(), new MessageFold(message));
    }

    private void add(Event.ElementAdded added) {
        number(added.id());
        var holder = openMessageOf(added.container());
        int message = holder == null ? added.container() : holder;
        change(message, added);
        addedElements.put(added.id(), message);
    }

    private @Nullable Integer openMessageOf(int element) {
        return addedElements.getOrDefault(element, before.openElements().get(element));
    }

    /** What is asked of a reader can be answered after its message has ended. */
    private void changeAnyElement(Event.ElementChanged changed) throws SQLException {
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

    private void changeElement(int element, Event event) {
        var message = openMessageOf(element);
        if (message == null) {
            throw new IllegalStateException("An event for element " + element + ", which is not open");
        }
        change(message, event);
    }

    private void change(int message, Event event) {
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

    private void file(Event.ConversationChanged filed) throws SQLException {
        if (filed.leaf() != null) {
            requireMessage(filed.leaf());
            leaf = filed.leaf();
        }
        deleted = filed.deleted() == null ? deleted : filed.deleted();
        rowChanged = true;
    }

    private void requireMessage(@Nullable Integer message) throws SQLException {
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
    void write(long batch, List<Journal.Entry> journal) throws SQLException {
        writeRow();
        for (var changed : session.values()) {
            tables.setSessionValue(before.key(), changed.name(), changed.json());
        }
        for (var message : answered.values()) {
            tables.endMessage(before.key(), message.result());
            // The answer can be found, too.
            tables.unindex(before.key(), message.result().id());
            index(message.result());
        }
        for (var receipt : receipts) {
            tables.insertReceipt(before.key(), receipt);
        }
        for (var blob : blobs) {
            tables.useBlob(blob, conversation);
        }
        for (var day : spent.entrySet()) {
            tables.spend(conversation.owner(), day.getKey(), day.getValue());
        }
        for (var message : started.entrySet()) {
            var result = message.getValue().result();
            tables.insertMessage(before.key(), result, batch);
            if (result.state() != null) {
                index(result);
            }
        }
        for (var message : changed.entrySet()) {
            if (ended.contains(message.getKey())) {
                var result = resultOf(message.getKey(), message.getValue());
                tables.endMessage(before.key(), result);
                index(result);
            } else {
                journal.add(new Journal.Entry(key(message.getKey()), message.getValue()));
            }
        }
    }

    private void writeRow() throws SQLException {
        if (creates) {
            tables.insertConversation(after());
        } else if (rowChanged || activityChanged || !conversation.equals(before.conversation())) {
            tables.updateConversation(after());
        }
        if (deleted != null) {
            tables.markDeleted(before.key(), deleted ? Instant.now() : null);
        }
        if (creates || !conversation.title().equals(before.conversation().title())) {
            tables.indexTitle(before.key(), conversation);
        }
    }

    private void index(Message message) throws SQLException {
        tables.index(before.key(), message.id(), conversation.owner(), message.time(), SearchText.of(message));
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

    /** It is committed. */
    LiveConversation adopt() {
        changed.forEach((message, events) -> {
            if (ended.contains(message)) {
                open.end(key(message), events);
            } else {
                open.apply(key(message), events);
            }
        });
        return after();
    }

    private LiveConversation after() {
        var elements = new HashMap<>(before.openElements());
        elements.putAll(addedElements);
        elements.values().removeAll(ended);
        return new LiveConversation(before.key(), conversation, leaf, lastNumber, activity.result(), elements);
    }

    private OpenMessages.Key key(int message) {
        return new OpenMessages.Key(before.key(), message);
    }
}
