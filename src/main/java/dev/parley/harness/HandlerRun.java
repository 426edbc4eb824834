package dev.parley.harness;

import dev.parley.conversation.ConversationId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of a handler. Thread-safe. */
final class HandlerRun {

    private static final int FRAMES = 30;

    /** @param turn 0 for one that had ended before its handler was called */
    record Place(ConversationId conversation, int turn) {}

    private final Place place;
    private final Thread thread;

    // Guarded by this object's monitor.
    private final List<String> lateWrites = new ArrayList<>();
    private @Nullable Throwable failure;
    private boolean returned;
    private boolean knowsOfEnd;

    HandlerRun(Place place, Thread thread) {
        this.place = place;
        this.thread = thread;
    }

    Place place() {
        return place;
    }

    synchronized void returned(@Nullable Throwable thrown) {
        returned = true;
        failure = thrown;
    }

    synchronized boolean hasReturned() {
        return returned;
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Being told of the turn's end by the first write after it is no fault; writing on is. */
    synchronized void triedAfterTurn(String what) {
        if (knowsOfEnd || returned) {
            lateWrites.add(what + " after the turn's end");
        }
        knowsOfEnd = true;
    }

    synchronized void triedAfterEnd(String what) {
        lateWrites.add(what + " after the end of what it was written to");
    }

    synchronized List<String> lateWrites() {
        return List.copyOf(lateWrites);
    }

    /** Where its thread is. */
    String stack() {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "  at " + frame)
                .collect(Collectors.joining("\n"));
    }
}
