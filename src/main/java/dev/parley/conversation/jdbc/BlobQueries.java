package dev.parley.conversation.jdbc;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.ConversationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What is read of blobs, a statement each. */
final class BlobQueries {

    /** Whoever has uploaded to someone else's conversation has uploaded to nowhere. */
    private static final String VISIBLE =
            "select b.id, b.conversation, b.owner, b.media_type, b.name, b.size, b.created_at"
                    + " from blob b left join conversation c on c.id = b.conversation"
                    + " where b.id = ? and b.state in ('whole', 'used')"
                    + " and (c.key is null or (c.owner = b.owner and c.deleted_at is null))";

    private BlobQueries() {}

    static Optional<Blob> find(Statements statements, String owner, BlobId blob) throws SQLException {
        return statements.find(BlobQueries::blob, VISIBLE + " and b.owner = ?", blob.value(), owner);
    }

    static Optional<Blob> find(Statements statements, ConversationId conversation, BlobId blob) throws SQLException {
        return statements.find(
                BlobQueries::blob, VISIBLE + " and b.conversation = ?", blob.value(), conversation.value());
    }

    private static Blob blob(ResultSet row) throws SQLException {
        return new Blob(
                new BlobId(row.getString(1)),
                new BlobOrigin(
                        new ConversationId(row.getString(2)), row.getString(3), row.getString(4), row.getString(5)),
                row.getLong(6),
                Instant.ofEpochMilli(row.getLong(7)));
    }

    static long total(Statements statements, String owner) throws SQLException {
        return statements.number("select sum(size) from blob where owner = ? and state <> 'gone'", owner);
    }

    static int count(Statements statements, String owner) throws SQLException {
        return (int) statements.number("select count(*) from blob where owner = ? and state <> 'gone'", owner);
    }

    static Optional<byte[]> piece(Statements statements, BlobId blob, int number) throws SQLException {
        return statements.find(
                row -> row.getBytes(1),
                "select p.bytes from blob b join blob_piece p on p.blob = b.key"
                        + " where b.id = ? and b.state in ('whole', 'used') and p.number = ?",
                blob.value(),
                number);
    }
}
