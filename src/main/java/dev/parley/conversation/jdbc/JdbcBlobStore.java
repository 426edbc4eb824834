package dev.parley.conversation.jdbc;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobLimits;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Blobs in the same database as their conversations. */
final class JdbcBlobStore implements BlobStore {

    /** So many pieces go at a time: a megabyte. */
    private static final int PIECES_SWEPT_AT_ONCE = 16;

    private static final int REMOVED_AT_ONCE = 100;

    private final StoreWriter writer;
    private final ReadPool reads;
    private final Keys keys;
    private final BlobLimits limits;

    JdbcBlobStore(StoreWriter writer, ReadPool reads, Keys keys, BlobLimits limits) {
        this.writer = writer;
        this.reads = reads;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public BlobLimits limits() {
        return limits;
    }

    @Override
    public void begin(Blob blob) {
        write(tables -> tables.begin(keys.nextBlob(), blob));
    }

    @Override
    public void append(BlobId blob, byte[] piece) {
        write(tables -> tables.append(blob, piece));
    }

    @Override
    public void complete(BlobId blob) {
        write(tables -> tables.complete(blob));
    }

    @Override
    public void discard(BlobId blob) {
        write(tables -> tables.discard(blob));
    }

    /** Nobody is writing any yet. */
    void discardUnfinished() {
        write(BlobTables::discardUnfinished);
    }

    private interface Write {
        void run(BlobTables tables) throws SQLException;
    }

    private void write(Write write) {
        writer.transact(false, (statements, batch) -> write.run(new BlobTables(statements)));
    }

    @Override
    public boolean tidy(Instant unusedSince) {
        var tidying = new Tidying(unusedSince);
        writer.transact(false, tidying);
        return tidying.more;
    }

    private static final class Tidying implements StoreWriter.Transaction {

        private final Instant unusedSince;
        private boolean more;

        Tidying(Instant unusedSince) {
            this.unusedSince = unusedSince;
        }

        @Override
        public void run(Statements statements, long batch) throws SQLException {
            var tables = new BlobTables(statements);
            boolean unused = tables.removeUnused(unusedSince, REMOVED_AT_ONCE) > 0;
            more = tables.sweep(PIECES_SWEPT_AT_ONCE) || unused;
        }
    }

    @Override
    public Optional<Blob> find(String owner, BlobId blob) {
        return reads.read(statements -> BlobQueries.find(statements, owner, blob));
    }

    @Override
    public Optional<Blob> find(ConversationId conversation, BlobId blob) {
        return reads.read(statements -> BlobQueries.find(statements, conversation, blob));
    }

    @Override
    public long total(String owner) {
        return reads.read(statements -> BlobQueries.total(statements, owner));
    }

    @Override
    public int count(String owner) {
        return reads.read(statements -> BlobQueries.count(statements, owner));
    }

    @Override
    public byte[] piece(Blob blob, int number) {
        return reads.read(statements -> BlobQueries.piece(statements, blob.id(), number))
                .orElseThrow(() -> new StoreFailure("Blob " + blob.id() + " has no piece " + number));
    }
}
