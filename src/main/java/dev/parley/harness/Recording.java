package dev.parley.harness;

import dev.parley.conversation.Commit;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every event of one conversation as it was written, over all restarts. Thread-safe. */
final class Recording {

    private record Entry(long offset, Event event) {}

    // Guarded by this object's monitor.
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Integer> readersMessages = new HashSet<>();
    /** Where the present log begins; its offsets are its own. */
    private int logStart;

    synchronized void add(Commit commit) {
        commit.events().forEach(logged -> entries.add(new Entry(logged.offset(), logged.event())));
        // What begins a turn and a message in one step is the reader's: a handler writes later.
        if (commit.events().stream().anyMatch(logged -> logged.event() instanceof Event.TurnStarted)) {
            commit.events().stream()
                    .map(logged -> logged.event() instanceof Event.MessageStarted started ? started.id() : 0)
                    .forEach(readersMessages::add);
        }
    }

    /** A new log comes: all that was written is shown. */
    synchronized void beginLog() {
        logStart = entries.size();
    }

    /** @param end the last offset that readers of the present log are shown */
    synchronized List<Event> events(long end) {
        var before = entries.subList(0, logStart).stream();
        var shown = entries.subList(logStart, entries.size()).stream().filter(entry -> entry.offset() <= end);
        return Stream.concat(before, shown).map(Entry::event).toList();
    }

    synchronized boolean isReaders(int message) {
        return readersMessages.contains(message);
    }

    /** From its beginning to its end, or as far as it has come. */
    static List<Event> ofTurn(List<Event> events, int turn) {
        var ofTurn = new ArrayList<Event>();
        for (var event : events) {
            boolean begins = event instanceof Event.TurnStarted started && started.turn() == turn;
            if (begins || !ofTurn.isEmpty()) {
                ofTurn.add(event);
            }
            if (event instanceof Event.TurnEnded ended && ended.turn() == turn) {
                return ofTurn;
            }
        }
        return ofTurn;
    }

    /** How the turn has ended; empty while it runs or waits. */
    static Optional<EndState> endOf(List<Event> events, int turn) {
        return events.stream()
                .filter(event -> event instanceof Event.TurnEnded ended && ended.turn() == turn)
                .map(event -> ((Event.TurnEnded) event).state())
                .findFirst();
    }
}
