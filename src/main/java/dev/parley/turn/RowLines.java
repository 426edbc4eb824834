package dev.parley.turn;

import dev.parley.conversation.ConversationJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as lines of JSON, each made when it is read. Not thread-safe. */
final class RowLines extends InputStream {

    private final Iterator<List<@Nullable Object>> first;
    private final Iterator<List<@Nullable Object>> more;
    private byte[] line = {};
    private int next;
    private long rows;

    RowLines(Iterator<List<@Nullable Object>> first, Iterator<List<@Nullable Object>> more) {
        this.first = first;
        this.more = more;
    }

    /** How many were read. */
    long rows() {
        return rows;
    }

    /** Reads the others for nothing but their number. */
    long countRest() {
        while (advance() != null) {
            rows++;
        }
        return rows;
    }

    private @Nullable List<@Nullable Object> advance() {
        if (first.hasNext()) {
            return first.next();
        }
        return more.hasNext() ? more.next() : null;
    }

    private boolean fill() {
        if (next == line.length) {
            var row = advance();
            if (row == null) {
                return false;
            }
            line = (ConversationJson.write(row) + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
            rows++;
        }
        return true;
    }

    @Override
    public int read() {
        return fill() ? Byte.toUnsignedInt(line[next++]) : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, target, offset, count);
        next += count;
        return count;
    }
}
