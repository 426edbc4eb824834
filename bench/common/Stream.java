package common;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * One answer, as it was sent and as it came. The upstream's thread writes the one half, the reader's thread the other.
 *
 * <p>The time of a chunk is taken right before it is handed to the socket, which is when the fake Claude said it: its
 * clock does not wait for anyone, so a server that is late makes no chunk later than it is.
 */
public final class Stream {

    /** One a millisecond, which is how often the upstream's clock ticks at most. */
    private static final int FASTEST_TIMED = 1_000;

    final int number;
    final int start;
    final int rate;
    final int chunks;
    final int step;
    private final List<Buffer> events;
    private final AtomicLongArray sentAt;
    private final long[] latency;
    private final long[] lateness;

    private volatile int sent;
    private volatile int calls;

    private volatile int received;
    private volatile long wireBytes;
    private volatile int frames;
    private volatile long textBytes;
    private volatile boolean open;
    private volatile boolean over;
    private volatile @Nullable String fault;

    Stream(int number, Load load) {
        this(number, load.rate(), load.chunks());
    }

    /**
     * With a pace of its own: chunks a second, or 0 for as fast as they are taken. Beyond 1,000 a second they come in blocks and are
     * not timed.
     */
    public Stream(int number, int rate, int chunks) {
        this(number, rate, chunks, List.of());
    }

    /** Says these chunks by the clock, to somebody who looks at the text himself. */
    public static Stream saying(int number, int rate, List<String> chunks) {
        return new Stream(
                number, rate, chunks.size(), chunks.stream().map(Prose::event).toList());
    }

    private Stream(int number, int rate, int chunks, List<Buffer> events) {
        this.events = events;
        this.number = number;
        this.start = Prose.start(number);
        this.rate = rate;
        this.chunks = chunks;
        this.step = rate > FASTEST_TIMED ? Prose.BLOCK : 1;
        int timed = rate > 0 && step == 1 ? chunks : 0;
        this.sentAt = new AtomicLongArray(timed);
        this.latency = new long[timed];
        this.lateness = new long[timed];
    }

    /** Upstream: the server asked for this stream. */
    void called() {
        calls++;
        if (calls > 1) {
            fail("was asked for " + calls + " times");
        }
    }

    /** Upstream: the next chunk goes out now, {@code late} nanoseconds behind its schedule. */
    void sending(long late) {
        int chunk = sent;
        lateness[chunk] = late;
        sentAt.setRelease(chunk, System.nanoTime());
        sent = chunk + 1;
    }

    /** Upstream: what is sent with a chunk. */
    Buffer event(int chunk) {
        return events.isEmpty() ? Prose.event(start, chunk) : events.get(chunk);
    }

    /** When a chunk went out, in nanoseconds of the JVM's clock. */
    public long sentAt(int chunk) {
        return sentAt.getAcquire(chunk);
    }

    /** Upstream: untimed chunks go out. */
    void sending(int chunks) {
        sent += chunks;
    }

    /** Reader: characters {@code text} from {@code from} to {@code to} came, still escaped as in JSON. */
    void receive(String text, int from, int to) {
        int after = received;
        int bytes = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
                c = unescaped(text, at);
                at += text.charAt(at) == 'u' ? 4 : 0;
            }
            if (c != Prose.character(start, after)) {
                fail("differs at character " + after);
            }
            after++;
            bytes += Prose.bytes(c);
        }
        textBytes += bytes;
        take(after);
    }

    private static char unescaped(String text, int at) {
        return switch (text.charAt(at)) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> (char) Integer.parseInt(text, at + 1, at + 5, 16);
            default -> text.charAt(at);
        };
    }

    /** All up to character {@code after} is here. */
    private void take(int after) {
        long now = System.nanoTime();
        int before = received;
        received = after;
        for (int chunk = before / Prose.CHUNK; chunk < Math.min(after / Prose.CHUNK, latency.length); chunk++) {
            latency[chunk] = now - sentAt.getAcquire(chunk);
        }
    }

    /** Reader: a snapshot came with all of the text so far. */
    void catchUp(String text) {
        int before = received;
        if (text.length() < before) {
            fail("went back from " + before + " to " + text.length());
            return;
        }
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != Prose.character(start, at)) {
                fail("differs in a snapshot at character " + at);
            }
        }
        textBytes += Prose.bytes(text.substring(before));
        take(text.length());
    }

    /** Reader: it has its snapshot. */
    void opened() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /** Reader: a frame came, of so many bytes with its header. */
    void frame(int bytes) {
        wireBytes += bytes;
        frames++;
    }

    /** Reader: the answer is over. */
    void end() {
        over = true;
    }

    /** Something is wrong with it; the first that is said counts. */
    public void fail(String reason) {
        if (fault == null) {
            fault = "stream " + number + " " + reason;
        }
    }

    /** What is wrong with it now that all is over, or null. */
    public @Nullable String fault() {
        if (fault == null && !over) {
            fail("did not end: " + chunksReceived() + " of " + sent + " chunks came");
        }
        if (fault == null && received != sent * Prose.CHUNK) {
            fail("lost text: " + received + " of " + sent * Prose.CHUNK + " characters came");
        }
        return fault;
    }

    /** Whether any of it has come. */
    public boolean isBegun() {
        return received > 0 || fault != null;
    }

    /** Whether nothing more is to be waited for. */
    public boolean isOver() {
        return over || fault != null;
    }

    /** How many chunks have been handed to the server. */
    public int sent() {
        return sent;
    }

    /** How many chunks have come to the reader. */
    public int chunksReceived() {
        return received / Prose.CHUNK;
    }

    /** How many frames have come. */
    public int frames() {
        return frames;
    }

    long wireBytes() {
        return wireBytes;
    }

    long textBytes() {
        return textBytes;
    }

    /** The chunks that were sent between two times, for all that came. */
    public void collect(long from, long to, Samples latencies, Samples latenesses) {
        int came = Math.min(chunksReceived(), latency.length);
        for (int chunk = 0; chunk < came; chunk++) {
            long at = sentAt.get(chunk);
            if (at - from >= 0 && at - to < 0) {
                latencies.add(latency[chunk]);
                latenesses.add(lateness[chunk]);
            }
        }
    }
}
