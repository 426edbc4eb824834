package dev.parley.conversation.jdbc;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out commits: works out what each changes, writes it in one transaction, and then knows it. Writer's thread only. */
final class CommitWriter {

    private final StoreWriter writer;
    private final Database database;
    private final OpenMessages open;
    private final LiveConversations live;
    private final Keys keys;
    private long journalled;

    CommitWriter(StoreWriter writer, Database database, OpenMessages open, LiveConversations live, Keys keys) {
        this.writer = writer;
        this.database = database;
        this.open = open;
        this.live = live;
        this.keys = keys;
        this.journalled = writer.batch();
    }

    /** The last batch that may have a row in the journal. */
    long journalled() {
        return journalled;
    }

    void commit(List<Commit> commits) {
        boolean acknowledges =
                commits.stream().anyMatch(commit -> !commit.receipts().isEmpty());
        var changes = new ArrayList<ConversationChange>();
        try {
            writer.transact(acknowledges, (statements, batch) -> {
                var tables = new ConversationTables(statements, database, keys);
                changes.addAll(changes(commits, tables));
                write(changes, tables, batch);
                changes.forEach(change -> change.prepare(batch));
            });
        } catch (RuntimeException e) {
            changes.forEach(ConversationChange::withdraw);
            throw e;
        }
        changes.forEach(change -> live.put(change.adopt()));
    }

    private List<ConversationChange> changes(List<Commit> commits, ConversationTables tables) throws SQLException {
        Map<ConversationId, ConversationChange> changes = new LinkedHashMap<>();
        for (var commit : commits) {
            var change = changes.get(commit.conversation());
            if (change == null) {
                change = begin(commit.conversation(), commit.creates(), tables);
                changes.put(commit.conversation(), change);
            }
            change.add(commit);
        }
        return List.copyOf(changes.values());
    }

    private ConversationChange begin(ConversationId id, @Nullable Conversation creates, ConversationTables tables)
            throws SQLException {
        var known = known(id, tables);
        if (known != null) {
            return new ConversationChange(known, false, open, tables);
        }
        if (creates == null) {
            throw new IllegalStateException("The first commit of a conversation creates it: " + id);
        }
        return new ConversationChange(LiveConversation.created(keys.nextConversation(), creates), true, open, tables);
    }

    private @Nullable LiveConversation known(ConversationId id, ConversationTables tables) throws SQLException {
        var known = live.find(id);
        return known != null ? known : tables.find(id).map(LiveConversation::of).orElse(null);
    }

    private void write(List<ConversationChange> changes, ConversationTables tables, long batch) throws SQLException {
        var journal = new ArrayList<Journal.Entry>();
        for (var change : changes) {
            change.write(batch, journal);
        }
        if (!journal.isEmpty()) {
            tables.appendToJournal(batch, journal);
            journalled = batch;
        }
    }
}
