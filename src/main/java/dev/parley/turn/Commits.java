package dev.parley.turn;

import dev.parley.conversation.Event;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Stores what commands bring, and goes on under the monitor of the conversation's turns when that is done. */
final class Commits {

    private final Object monitor;
    private final ConversationLog log;
    private final Executor executor;

    /** What follows a commit, under the monitor. */
    interface AfterCommit {
        void accept(@Nullable Throwable failure);
    }

    Commits(Object monitor, ConversationLog log, Executor executor) {
        this.monitor = monitor;
        this.log = log;
        this.executor = executor;
    }

    /** Goes on when something is stored or is not; never on the log writer's thread. */
    CompletionStage<Void> after(CompletionStage<Void> stored, AfterCommit then) {
        return stored.handleAsync(
                (ok, failure) -> {
                    synchronized (monitor) {
                        then.accept(failure);
                    }
                    if (failure != null) {
                        throw CommandRefused.notStored();
                    }
                    return null;
                },
                executor);
    }

    CompletionStage<Void> store(Append append, AfterCommit then) {
        return after(log.append(append), then);
    }

    /** Stores one event for a command. */
    CompletionStage<Ack> keep(Command command, Event event, AfterCommit then) {
        return store(new Append(List.of(event), command.receipt(null), null), then)
                .thenApply(stored -> new Ack(command.id(), null));
    }

    /** The answer to a command that has nothing to store. */
    static CompletionStage<Ack> nothingToDo(Command command) {
        return CompletableFuture.completedStage(new Ack(command.id(), null));
    }
}
