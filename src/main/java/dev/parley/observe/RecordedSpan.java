package dev.parley.observe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A span that is kept until it ends, and then handed on. Thread-safe. */
final class RecordedSpan implements Span {

    private static final int MOST_EVENTS = 32;
    private static final long BILLION = 1_000_000_000L;

    private final String trace;
    private final String id = hex(1);
    private final @Nullable String parent;
    private final String name;
    private final Consumer<Ended> sink;
    private final Instant started = Instant.now();
    private final long begun = System.nanoTime();

    // Guarded by this object's monitor.
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable String failure;
    private boolean ended;

    /** @param sink takes it at its end; must not block */
    RecordedSpan(String name, @Nullable RecordedSpan parent, Consumer<Ended> sink) {
        this.name = name;
        this.trace = parent == null ? hex(2) : parent.trace;
        this.parent = parent == null ? null : parent.id;
        this.sink = sink;
    }

    /** Something that happened within a span. */
    record Event(String name, long at) {}

    /**
     * A span as it is told.
     *
     * @param begin in nanoseconds since 1970, like all times here
     * @param failure null where all went well
     */
    record Ended(
            String trace,
            String id,
            @Nullable String parent,
            String name,
            long begin,
            long end,
            Map<String, Object> attributes,
            List<Event> events,
            @Nullable String failure) {

        Ended {
            attributes = Map.copyOf(attributes);
            events = List.copyOf(events);
        }
    }

    /** An id of 8 bytes for each part; one of zeros would be none. */
    private static String hex(int parts) {
        var id = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            id.append("%016x".formatted(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)));
        }
        return id.toString();
    }

    private long begin() {
        return started.getEpochSecond() * BILLION + started.getNano();
    }

    private long now() {
        return begin() + System.nanoTime() - begun;
    }

    @Override
    public synchronized void set(String key, Object value) {
        attributes.put(key, value);
    }

    @Override
    public synchronized void event(String happened) {
        if (events.size() < MOST_EVENTS) {
            events.add(new Event(happened, now()));
        }
    }

    @Override
    public synchronized void fail(String why) {
        failure = why;
    }

    @Override
    public void end() {
        Ended whole;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            whole = new Ended(trace, id, parent, name, begin(), now(), attributes, events, failure);
        }
        sink.accept(whole);
    }
}
