package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is due now and then, in small pieces between two commits. Writer's thread only. */
final class Housekeeping {

    /** So many messages of a deleted conversation go at a time. */
    private static final int PURGED_AT_ONCE = 100;

    /** So many rows of the journal go at a time. */
    private static final int TRIMMED_AT_ONCE = 2_000;

    /** An answer that has been under way for so many commits gets its row brought up to date: the journal stays short. */
    private static final int RENEWED_AFTER = 4_000;

    private static final int RENEWED_AT_ONCE = 16;

    private static final Duration PULSE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_PURGES = Duration.ofMinutes(1);

    /** How long a blob may wait for an event that refers to it. */
    private static final Duration UNUSED_KEPT = Duration.ofDays(1);

    private final StoreWriter writer;
    private final Database database;
    private final CommitWriter commits;
    private final OpenMessages open;
    private final LiveConversations live;
    private final Keys keys;
    private final JdbcBlobStore blobs;
    private final Duration keepDeleted;
    private long trimmedTo;
    // In the terms of System.nanoTime(): a clock that is set back holds nothing up.
    private long nextPulse = System.nanoTime();
    private long nextPurge = nextPulse;
    private long nextTidying = nextPulse;

    Housekeeping(
            StoreWriter writer,
            Database database,
            CommitWriter commits,
            OpenMessages open,
            LiveConversations live,
            Keys keys,
            JdbcBlobStore blobs,
            Duration keepDeleted) {
        this.writer = writer;
        this.database = database;
        this.commits = commits;
        this.open = open;
        this.live = live;
        this.keys = keys;
        this.blobs = blobs;
        this.keepDeleted = keepDeleted;
    }

    void run(Instant now) {
        beat();
        trimJournal();
        if (isDue(nextPurge) && !purge(now.minus(keepDeleted))) {
            nextPurge = in(BETWEEN_PURGES);
        }
        if (isDue(nextTidying) && !blobs.tidy(now.minus(UNUSED_KEPT))) {
            nextTidying = in(BETWEEN_PURGES);
        }
        writer.tend();
    }

    private static boolean isDue(long time) {
        return System.nanoTime() - time >= 0;
    }

    private static long in(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }

    /** Finds out whether the database still takes what is written, and whether the lease is still ours. */
    private void beat() {
        if (isDue(nextPulse)) {
            nextPulse = in(PULSE);
            writer.transact(false, (statements, batch) -> {});
        }
    }

    private void trimJournal() {
        long needed = open.neededAfter(commits.journalled());
        if (needed > trimmedTo) {
            writer.transact(
                    false, (statements, batch) -> trimmedTo = tables(statements).trimJournal(needed, TRIMMED_AT_ONCE));
        }
        if (commits.journalled() - needed > RENEWED_AFTER) {
            open.oldest(RENEWED_AT_ONCE).forEach(this::renew);
        }
    }

    private void renew(OpenMessages.Key key) {
        var message = open.find(key);
        if (message != null) {
            writer.transact(
                    false, (statements, batch) -> tables(statements).renewMessage(key.conversation(), message, batch));
            open.renew(key, writer.batch());
        }
    }

    /** Removes a little of what was deleted before; whether there may be more. */
    boolean purge(Instant deletedBefore) {
        var removal = new Removal(deletedBefore);
        writer.transact(false, removal);
        if (removal.gone != null) {
            live.remove(removal.gone);
        }
        return removal.found;
    }

    private final class Removal implements StoreWriter.Transaction {

        private final Instant deletedBefore;
        private boolean found;
        private @Nullable ConversationId gone;

        Removal(Instant deletedBefore) {
            this.deletedBefore = deletedBefore;
        }

        @Override
        public void run(Statements statements, long batch) throws SQLException {
            var tables = tables(statements);
            var next = tables.deletedBefore(deletedBefore);
            found = next.isPresent();
            if (found && purge(statements, next.get())) {
                gone = next.get().conversation().id();
            }
        }
    }

    /** Its blobs first: what is gone of them is found by tidying. */
    private boolean purge(Statements statements, Rows.ConversationRow conversation) throws SQLException {
        int blobsRemoved =
                new BlobTables(statements).removeAll(conversation.conversation().id(), PURGED_AT_ONCE);
        return blobsRemoved < PURGED_AT_ONCE && tables(statements).purge(conversation.key(), PURGED_AT_ONCE);
    }

    private ConversationTables tables(Statements statements) {
        return new ConversationTables(statements, database, keys);
    }
}
