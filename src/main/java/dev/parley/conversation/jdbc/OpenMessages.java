package dev.parley.conversation.jdbc;

import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.MessageFold;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages that have not ended, as of the last commit. The database has only how they began and the journal; who reads one
 * gets it from here. Thread-safe; changed on the writer's thread only.
 */
final class OpenMessages {

    /** Whoever read a row before its message ended comes for the rest within this time. */
    private static final long ENDED_KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Key, Message> ended = new ConcurrentHashMap<>();
    private final Deque<Ended> ends = new ArrayDeque<>();

    private record Ended(Key key, long at) {}

    /** Names a message among those of all conversations. */
    record Key(long conversation, int message) {}

    /** @param since the batch that its row in the database is as of */
    private record Entry(MessageFold fold, long since) {

        void apply(List<Event> events) {
            synchronized (fold) {
                events.forEach(fold::apply);
            }
        }

        Message result() {
            synchronized (fold) {
                return fold.result();
            }
        }
    }

    boolean contains(Key key) {
        return entries.containsKey(key);
    }

    /** Also one that has just ended. */
    @Nullable
    Message find(Key key) {
        var entry = entries.get(key);
        return entry == null ? ended.get(key) : entry.result();
    }

    /** The lowest number of one in this conversation; the highest that there is where none is open. */
    int first(long conversation) {
        return entries.keySet().stream()
                .filter(key -> key.conversation() == conversation)
                .mapToInt(Key::message)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    void put(Key key, MessageFold fold, long since) {
        entries.put(key, new Entry(fold, since));
    }

    void apply(Key key, List<Event> events) {
        var entry = entries.get(key);
        if (entry == null) {
            throw new IllegalStateException("No open message " + key);
        }
        entry.apply(events);
    }

    /** Its beginning was not committed after all. */
    void remove(Key key) {
        entries.remove(key);
    }

    void end(Key key, List<Event> lastEvents) {
        apply(key, lastEvents);
        var message = find(key);
        if (message != null) {
            ended.put(key, message);
            ends.add(new Ended(key, System.nanoTime()));
        }
        entries.remove(key);
        forgetEnded();
    }

    private void forgetEnded() {
        long now = System.nanoTime();
        while (!ends.isEmpty() && now - ends.getFirst().at() > ENDED_KEPT_NANOS) {
            ended.remove(ends.removeFirst().key());
        }
    }

    /** The batch up to which nothing in the journal is needed any more; {@code last} when no message is open. */
    long neededAfter(long last) {
        return entries.values().stream().mapToLong(Entry::since).min().orElse(last);
    }

    /** The open messages whose rows are the oldest. */
    List<Key> oldest(int limit) {
        return entries.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().since()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Its row was brought up to date. */
    void renew(Key key, long since) {
        entries.computeIfPresent(key, (same, entry) -> new Entry(entry.fold(), since));
    }
}
