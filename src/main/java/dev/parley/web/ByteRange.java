package dev.parley.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes of a file a request asks for (RFC 9110, 14). */
sealed interface ByteRange {

    Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** Nothing was said, or something that is not served and may be ignored, such as several parts. */
    record Whole() implements ByteRange {}

    /** At least one byte. */
    record Part(long from, long length) implements ByteRange {

        /** The header Content-Range. */
        String contentRange(long size) {
            return "bytes " + from + "-" + (from + length - 1) + "/" + size;
        }
    }

    /** There are no such bytes. */
    record Outside() implements ByteRange {}

    static ByteRange of(@Nullable String header, long size) {
        var said = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!said.matches() || (said.group(1).isEmpty() && said.group(2).isEmpty())) {
            return new Whole();
        }
        if (said.group(1).isEmpty()) {
            return last(Long.parseLong(said.group(2)), size);
        }
        long from = Long.parseLong(said.group(1));
        long to = said.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(said.group(2));
        return to < from ? new Whole() : between(from, to, size);
    }

    private static ByteRange last(long count, long size) {
        long length = Math.min(count, size);
        return length == 0 ? new Outside() : new Part(size - length, length);
    }

    private static ByteRange between(long from, long to, long size) {
        return from >= size ? new Outside() : new Part(from, Math.min(to, size - 1) - from + 1);
    }
}
