package dev.parley.turn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many turns run, of each owner and in all. Who finds no room waits in line: owners come one after the other, an
 * owner's conversations in the order they asked. Thread-safe; this monitor is taken last and never held while others are told.
 *
 * <p>While there is room in all, everyone who waits is of an owner who has no room: so nobody is overtaken by who just takes one.
 */
final class TurnSlots {

    private final int mostOfOwner;
    private final int mostInAll;
    private final Executor executor;

    private int taken;
    private final Map<String, Integer> takenBy = new HashMap<>();
    /** The owner who is next comes first. */
    private final Map<String, Deque<Slot>> waiting = new LinkedHashMap<>();

    /** @param executor tells those who waited */
    TurnSlots(int mostOfOwner, int mostInAll, Executor executor) {
        if (mostOfOwner < 1 || mostInAll < 1) {
            throw new IllegalArgumentException(
                    "parley.turn.max-running and max-running-per-owner take at least 1, or nothing is ever answered");
        }
        this.mostOfOwner = mostOfOwner;
        this.mostInAll = mostInAll;
        this.executor = executor;
    }

    private enum State {
        FREE,
        WAITING,
        TAKEN
    }

    /** One conversation's place among the running turns: it has at most one. */
    final class Slot {

        private final Runnable whenGranted;
        // Guarded by the monitor of the slots.
        private State state = State.FREE;
        private String owner = "";

        private Slot(Runnable whenGranted) {
            this.whenGranted = whenGranted;
        }

        /** Takes it now or not at all; true also for who has it already because it was granted. */
        boolean take(String asking) {
            synchronized (TurnSlots.this) {
                if (state == State.FREE && hasRoom(asking)) {
                    occupy(this, asking);
                }
                return state == State.TAKEN;
            }
        }

        /** Takes it now, or waits in line to be told; who waits already keeps its place. */
        boolean takeOrWait(String asking) {
            synchronized (TurnSlots.this) {
                boolean mine = take(asking);
                if (!mine && state == State.FREE) {
                    state = State.WAITING;
                    owner = asking;
                    waiting.computeIfAbsent(asking, key -> new ArrayDeque<>()).add(this);
                }
                return mine;
            }
        }

        /** Who has none gives none back. */
        void giveBack() {
            synchronized (TurnSlots.this) {
                if (state == State.TAKEN) {
                    state = State.FREE;
                    taken--;
                    takenBy.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
                    grant();
                }
            }
        }
    }

    /** @param whenGranted told on the executor that a slot that was waited for is taken: used now, or to be given back */
    Slot slot(Runnable whenGranted) {
        return new Slot(whenGranted);
    }

    /** How many conversations of the owner wait. */
    synchronized int waiting(String owner) {
        var line = waiting.get(owner);
        return line == null ? 0 : line.size();
    }

    synchronized TurnLoad load() {
        return new TurnLoad(
                taken, waiting.values().stream().mapToInt(Deque::size).sum());
    }

    synchronized int taken() {
        return taken;
    }

    private boolean hasRoom(String owner) {
        return taken < mostInAll && takenBy.getOrDefault(owner, 0) < mostOfOwner;
    }

    private void occupy(Slot slot, String owner) {
        slot.state = State.TAKEN;
        slot.owner = owner;
        taken++;
        takenBy.merge(owner, 1, Integer::sum);
    }

    private void grant() {
        for (var next = next(); next != null; next = next()) {
            occupy(next, next.owner);
            executor.execute(next.whenGranted);
        }
    }

    /** Takes the first who has room out of the line, and sends its owner to the end. */
    private @Nullable Slot next() {
        String owner =
                waiting.keySet().stream().filter(this::hasRoom).findFirst().orElse(null);
        var line = owner == null ? null : waiting.remove(owner);
        if (owner == null || line == null) {
            return null;
        }
        var slot = line.remove();
        if (!line.isEmpty()) {
            waiting.put(owner, line);
        }
        return slot;
    }
}
