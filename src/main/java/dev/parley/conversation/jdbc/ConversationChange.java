package dev.parley.conversation.jdbc;

import dev.parley.conversation.ActivityFold;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.Event;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Spending;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private final ConversationTables tables;
    private final MessageChanges messages;
    private final ActivityFold activity;
    private final List<Receipt> receipts = new ArrayList<>();
    private final Set<BlobId> blobs = new LinkedHashSet<>();
    private final Map<LocalDate, Spending> spent = new LinkedHashMap<>();
    private final Map<String, Event.SessionChanged> session = new LinkedHashMap<>();

    private Conversation conversation;
    private int leaf;
    private int lastNumber;
    private boolean rowChanged;
    private boolean activityChanged;
    private @Nullable Boolean deleted;

    ConversationChange(LiveConversation before, boolean creates, OpenMessages open, ConversationTables tables) {
        this.before = before;
        this.creates = creates;
        this.tables = tables;
        this.messages = new MessageChanges(before, open, tables);
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
            case Event.ElementAdded added -> {
                number(added.id());
                messages.add(added);
            }
            case Event.TextAppended appended -> messages.changeElement(appended.element(), event);
            case Event.ElementChanged changed -> messages.changeAnyElement(changed);
            case Event.ElementClosed closed -> messages.changeElement(closed.element(), event);
            case Event.ElementWithdrawn withdrawn -> messages.changeElement(withdrawn.element(), event);
            case Event.UsageReported reported -> messages.change(reported.message(), event);
            case Event.BlockKept kept -> messages.change(kept.message(), event);
            case Event.MessageEnded end -> messages.end(end);
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
        messages.start(message);
        number(message.id());
        leaf = message.id();
        rowChanged = true;
    }

    private void file(Event.ConversationChanged filed) throws SQLException {
        if (filed.leaf() != null) {
            messages.requireStarted(filed.leaf());
            leaf = filed.leaf();
        }
        deleted = filed.deleted() == null ? deleted : filed.deleted();
        rowChanged = true;
    }

    /** @param batch the number of the transaction */
    void write(long batch, List<Journal.Entry> journal) throws SQLException {
        writeRow();
        for (var changed : session.values()) {
            tables.setSessionValue(before.key(), changed.name(), changed.json());
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
        messages.write(conversation.owner(), batch, journal);
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

    void prepare(long batch) {
        messages.prepare(batch);
    }

    void withdraw() {
        messages.withdraw();
    }

    /** It is committed. */
    LiveConversation adopt() {
        messages.adopt();
        return after();
    }

    private LiveConversation after() {
        return new LiveConversation(
                before.key(), conversation, leaf, lastNumber, activity.result(), messages.openElements());
    }
}
