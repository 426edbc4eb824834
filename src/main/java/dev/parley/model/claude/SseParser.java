package dev.parley.model.claude;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into server-sent events, in one pass over each byte, however the bytes are split.
 *
 * <p>Not thread-safe: one parser belongs to one response. Fields other than {@code event} and {@code data} are of no
 * use here and are skipped. What follows the last blank line is no event and is dropped, as the standard says.
 */
final class SseParser {

    /** Takes each event as it is complete. */
    interface Sink {
        /**
         * @param name the event field, empty where there was none
         * @param data the data lines, joined by line feeds
         */
        void event(String name, String data);
    }

    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxEventBytes;
    private final Diagnosis diagnosis;
    private final Sink sink;

    /** The line that a packet cut off; only such lines are copied twice. */
    private byte[] line = new byte[256];

    private int lineLength;
    private byte[] data = new byte[512];
    private int dataLength;
    private boolean hasData;
    private String name = "";
    private boolean skipLineFeed;
    private boolean atStart = true;

    SseParser(int maxEventBytes, Diagnosis diagnosis, Sink sink) {
        this.maxEventBytes = maxEventBytes;
        this.diagnosis = diagnosis;
        this.sink = sink;
    }

    /** Feeds the next bytes; throws a {@link dev.parley.model.ModelFailure} when an event is too large or no UTF-8. */
    void feed(byte[] bytes) {
        int from = 0;
        if (skipLineFeed && bytes.length > 0) {
            skipLineFeed = false;
            from = bytes[0] == '\n' ? 1 : 0;
        }
        for (int at = from; at < bytes.length; at++) {
            byte b = bytes[at];
            if (b == '\n' || b == '\r') {
                endLine(bytes, from, at);
                if (b == '\r') {
                    if (at + 1 == bytes.length) {
                        skipLineFeed = true;
                    } else if (bytes[at + 1] == '\n') {
                        at++;
                    }
                }
                from = at + 1;
            }
        }
        keep(bytes, from, bytes.length);
    }

    private void keep(byte[] bytes, int from, int to) {
        check(lineLength + (to - from));
        line = append(line, lineLength, bytes, from, to);
        lineLength += to - from;
    }

    private void endLine(byte[] bytes, int from, int to) {
        if (lineLength == 0) {
            check(to - from);
            takeLine(bytes, from, to);
        } else {
            keep(bytes, from, to);
            int length = lineLength;
            lineLength = 0;
            takeLine(line, 0, length);
        }
    }

    private void takeLine(byte[] bytes, int start, int to) {
        int from = start;
        if (atStart) {
            atStart = false;
            from = startsWith(bytes, from, to, BOM) ? from + BOM.length : from;
        }
        if (from == to) {
            dispatch();
        } else if (bytes[from] == 'd') {
            int value = valueOf(DATA, bytes, from, to);
            if (value >= 0) {
                addData(bytes, value, to);
            }
        } else if (bytes[from] == 'e') {
            int value = valueOf(EVENT, bytes, from, to);
            if (value >= 0) {
                name = new String(bytes, value, to - value, StandardCharsets.UTF_8);
            }
        }
    }

    /** Where the value of {@code field} begins in this line, or -1 when it is another field's line. */
    private static int valueOf(byte[] field, byte[] bytes, int from, int to) {
        if (!startsWith(bytes, from, to, field)) {
            return -1;
        }
        int at = from + field.length;
        if (at == to) {
            return to;
        }
        if (bytes[at] != ':') {
            return -1;
        }
        return at + 1 < to && bytes[at + 1] == ' ' ? at + 2 : at + 1;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from >= prefix.length && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private void addData(byte[] bytes, int from, int to) {
        if (hasData) {
            data = append(data, dataLength, new byte[] {'\n'}, 0, 1);
            dataLength++;
        }
        hasData = true;
        check(to - from);
        data = append(data, dataLength, bytes, from, to);
        dataLength += to - from;
    }

    private void dispatch() {
        if (hasData) {
            String text = decode(data, dataLength);
            String event = name;
            name = "";
            hasData = false;
            dataLength = 0;
            sink.event(event, text);
        } else {
            name = "";
        }
    }

    /** Strict, but on the fast path of {@code String}: only a text with a replacement character is looked at again. */
    private String decode(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return text;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw diagnosis.protocol("an event is not valid UTF-8", e);
        }
    }

    private void check(int more) {
        if (dataLength + more > maxEventBytes) {
            throw diagnosis.eventTooLarge(maxEventBytes);
        }
    }

    private static byte[] append(byte[] target, int length, byte[] bytes, int from, int to) {
        int needed = length + (to - from);
        byte[] room = needed <= target.length ? target : Arrays.copyOf(target, Math.max(needed, 2 * target.length));
        System.arraycopy(bytes, from, room, length, to - from);
        return room;
    }
}
