package common;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * What the fake Claude says: chunks of 24 characters, each of them numbered, so that a chunk that is lost, doubled, out of
 * order or another stream's is noticed by the text alone. Made before anything is measured.
 */
public final class Prose {

    /** Characters of a chunk. */
    public static final int CHUNK = 24;

    /** How many chunks there are; then they begin again. A stream starts at a place of its own. */
    private static final int CHUNKS = 1 << 14;

    /** How many chunks a block holds, for those who write as fast as they can. */
    static final int BLOCK = 16;

    private static final String SENTENCES = """
            The tide comes in twice a day, and nobody on the quay looks up. A café opens at six; its \
            owner says "good morning" to the gulls before anyone else. Boats leave when the water lets \
            them, come back when it must, and what they bring is sold by noon.
            """;

    private static final char[] TEXT = text();
    private static final Buffer[] EVENTS = events();
    private static final Buffer[] BLOCKS = blocks();

    private Prose() {}

    private static char[] text() {
        var text = new StringBuilder(CHUNKS * CHUNK);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            text.append(Integer.toString((1 << 20) + chunk, 32).substring(1)).append(' ');
            while (text.length() % CHUNK != 0) {
                text.append(SENTENCES.charAt((text.length() - 5 * chunk) % SENTENCES.length()));
            }
        }
        return text.toString().toCharArray();
    }

    private static Buffer[] events() {
        var events = new Buffer[CHUNKS];
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            events[chunk] = event(new String(TEXT, chunk * CHUNK, CHUNK));
        }
        return events;
    }

    /** The server-sent event that appends a text. */
    static Buffer event(String text) {
        return Buffer.buffer("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\""
                + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"}}\n\n");
    }

    private static Buffer[] blocks() {
        var blocks = new Buffer[CHUNKS / BLOCK];
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            if (chunk % BLOCK == 0) {
                blocks[chunk / BLOCK] = Buffer.buffer();
            }
            blocks[chunk / BLOCK].appendBuffer(EVENTS[chunk]);
        }
        return blocks;
    }

    /** The first chunk of a stream: another one for each of up to 1,024 streams. */
    static int start(int stream) {
        return stream * BLOCK % CHUNKS;
    }

    /** The server-sent event with chunk {@code number} of a stream that starts at {@code start}. */
    public static Buffer event(int start, int number) {
        return EVENTS[(start + number) % CHUNKS];
    }

    /** {@link #BLOCK} events at once; {@code number} is a multiple of it. */
    static Buffer block(int start, int number) {
        return BLOCKS[(start + number) % CHUNKS / BLOCK];
    }

    /** Character {@code at} of a stream that starts at {@code start}. */
    static char character(int start, int at) {
        return TEXT[(int) (((long) start * CHUNK + at) % TEXT.length)];
    }

    /** The first chunks of a stream that starts at {@code start}. */
    public static String text(int start, int chunks) {
        var text = new StringBuilder(chunks * CHUNK);
        for (int at = 0; at < chunks * CHUNK; at++) {
            text.append(character(start, at));
        }
        return text.toString();
    }

    static int bytes(char c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
