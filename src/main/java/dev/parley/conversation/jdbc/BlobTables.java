package dev.parley.conversation.jdbc;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What is written of blobs, a statement each. For one transaction. A blob is {@code writing}, then {@code whole}, then
 * {@code used}; from each of them it may be {@code gone}, and its pieces follow little by little.
 */
final class BlobTables {

    private final Statements statements;

    BlobTables(Statements statements) {
        this.statements = statements;
    }

    void begin(long key, Blob blob) throws SQLException {
        statements.update(
                "insert into blob (key, id, conversation, owner, media_type, name, size, created_at, state)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, 'writing')",
                key,
                blob.id().value(),
                blob.conversation().value(),
                blob.owner(),
                blob.mediaType(),
                blob.name(),
                blob.size(),
                blob.createdAt().toEpochMilli());
    }

    private record Growing(long key, long size) {}

    void append(BlobId blob, byte[] piece) throws SQLException {
        var growing = statements
                .find(
                        row -> new Growing(row.getLong(1), row.getLong(2)),
                        "select key, size from blob where id = ? and state = 'writing'",
                        blob.value())
                .orElseThrow(() -> notWriting(blob));
        if (piece.length > BlobStore.PIECE || growing.size() % BlobStore.PIECE != 0) {
            throw new IllegalStateException("Only a blob's last piece is shorter than the others");
        }
        statements.update(
                "insert into blob_piece (blob, number, bytes) values (?, ?, ?)",
                growing.key(),
                growing.size() / BlobStore.PIECE,
                piece);
        statements.update("update blob set size = ? where key = ?", growing.size() + piece.length, growing.key());
    }

    void complete(BlobId blob) throws SQLException {
        if (statements.update("update blob set state = 'whole' where id = ? and state = 'writing'", blob.value())
                != 1) {
            throw notWriting(blob);
        }
    }

    private static IllegalStateException notWriting(BlobId blob) {
        return new IllegalStateException("Blob " + blob + " is not being written");
    }

    void discard(BlobId blob) throws SQLException {
        statements.update("update blob set state = 'gone' where id = ? and state = 'writing'", blob.value());
    }

    /** What the process before was writing will not become whole. */
    void discardUnfinished() throws SQLException {
        statements.update("update blob set state = 'gone' where state = 'writing'");
    }

    /** An event of the conversation refers to it. */
    void use(BlobId blob, Conversation conversation) throws SQLException {
        int used = statements.update(
                "update blob set state = 'used'"
                        + " where id = ? and conversation = ? and owner = ? and state in ('whole', 'used')",
                blob.value(),
                conversation.id().value(),
                conversation.owner());
        if (used != 1) {
            throw new IllegalStateException("An event refers to blob " + blob + ", which is not there");
        }
    }

    /** Up to so many of those that nothing has referred to since. */
    int removeUnused(Instant since, int limit) throws SQLException {
        return statements.update(
                "update blob set state = 'gone' where key in (select key from blob"
                        + " where state in ('writing', 'whole') and created_at < ? limit ?)",
                since.toEpochMilli(),
                limit);
    }

    /** Up to so many of a conversation's. */
    int removeAll(ConversationId conversation, int limit) throws SQLException {
        return statements.update(
                "update blob set state = 'gone' where key in (select key from blob"
                        + " where conversation = ? and state <> 'gone' limit ?)",
                conversation.value(),
                limit);
    }

    /** Removes up to so many pieces of a blob that is gone, the blob itself with its last; whether there was one. */
    boolean sweep(int limit) throws SQLException {
        var gone = statements.find(row -> row.getLong(1), "select key from blob where state = 'gone' limit 1");
        if (gone.isEmpty()) {
            return false;
        }
        int removed = statements.update(
                "delete from blob_piece where blob = ? and number in"
                        + " (select number from blob_piece where blob = ? order by number limit ?)",
                gone.get(),
                gone.get(),
                limit);
        if (removed < limit) {
            statements.update("delete from blob where key = ?", gone.get());
        }
        return true;
    }
}
