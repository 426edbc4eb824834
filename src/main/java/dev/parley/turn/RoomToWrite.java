package dev.parley.turn;

import dev.parley.log.Backlog;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a handler waits for when it writes faster than the store takes it. */
final class RoomToWrite {

    private final Turn turn;
    private final Backlog backlog;

    RoomToWrite(Turn turn, Backlog backlog) {
        this.turn = turn;
        this.backlog = backlog;
    }

    /** Blocks until the store has caught up, or the turn ends; fails with {@link BacklogFullException} if that takes too long. */
    void await(Duration patience) {
        if (!backlog.full()) {
            return;
        }
        var room = new CompletableFuture<Boolean>();
        Runnable letGo = () -> room.complete(true);
        backlog.whenRoom(letGo);
        turn.onEnd(letGo);
        boolean inTime = room.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        turn.removeOnEnd(letGo);
        if (!inTime) {
            throw new BacklogFullException();
        }
    }
}
