package dev.parley.conversation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Reads a part of a blob piece by piece, each when it is needed. Not thread-safe. */
final class BlobStream extends InputStream {

    private final BlobStore store;
    private final Blob blob;
    private final long end;
    private long next;
    private byte[] piece = {};
    private int number = -1;

    BlobStream(BlobStore store, Blob blob, long from, long length) {
        Objects.checkFromIndexSize(from, 0L, blob.size());
        if (length < 0) {
            throw new IllegalArgumentException("Nothing has fewer than 0 bytes");
        }
        this.store = store;
        this.blob = blob;
        this.next = from;
        this.end = from + Math.min(length, blob.size() - from);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (next == end) {
            return -1;
        }
        fetch((int) (next / BlobStore.PIECE));
        int start = (int) (next % BlobStore.PIECE);
        int count = (int) Math.min(Math.min(length, piece.length - start), end - next);
        System.arraycopy(piece, start, target, offset, count);
        next += count;
        return count;
    }

    private void fetch(int wanted) throws IOException {
        if (wanted != number) {
            try {
                piece = store.piece(blob, wanted);
            } catch (StoreFailure e) {
                throw new IOException("The rest of blob " + blob.id() + " cannot be read", e);
            }
            number = wanted;
        }
    }

    @Override
    public long skip(long bytes) {
        long skipped = Math.clamp(bytes, 0, end - next);
        next += skipped;
        return skipped;
    }

    /** What can be had without asking the store. */
    @Override
    public int available() {
        boolean here = number == next / BlobStore.PIECE;
        return here ? (int) Math.min(piece.length - next % BlobStore.PIECE, end - next) : 0;
    }
}
