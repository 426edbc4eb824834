package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Event;
import dev.parley.conversation.Snapshot;
import dev.parley.log.ConversationLogs;
import dev.parley.log.Delivery;
import dev.parley.turn.Ack;
import dev.parley.turn.Command;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Carries out a command that makes a turn and streams what comes of it: the socket's frames, for those who have only HTTP. */
@Singleton
class AnswerStream {

    private final ConversationLogs logs;
    private final Commands commands;

    AnswerStream(ConversationLogs logs, Commands commands) {
        this.logs = logs;
        this.commands = commands;
    }

    /**
     * May block until the command is stored; fails with {@link WireError}. The stream begins with the {@code ack} and ends
     * with the turn; whoever stops reading does not stop the turn.
     */
    Multi<String> of(String owner, ConversationId conversation, Command command) {
        var log = logs.hold(conversation);
        try {
            int numbered = log.lastNumber();
            var position = log.end();
            var ack = commands.carryOut(owner, conversation, command);
            int turn = ack.turn() == null ? 0 : ack.turn();
            boolean repeated = turn <= numbered;
            var deliveries = log.read(repeated ? null : position, Infrastructure.getDefaultWorkerPool());
            return frames(ack, deliveries, turn).onTermination().invoke(() -> logs.release(log));
        } catch (RuntimeException e) {
            logs.release(log);
            throw WireError.of(e);
        }
    }

    /** Ends itself after the delivery that ends the turn: another one may never come. */
    private static Multi<String> frames(Ack ack, Multi<Delivery> deliveries, int turn) {
        var events = deliveries
                .onItem()
                .transformToMultiAndConcatenate(delivery -> ends(delivery, turn)
                        ? Multi.createFrom().items(Optional.of(Frames.of(delivery)), Optional.<String>empty())
                        : Multi.createFrom().item(Optional.of(Frames.of(delivery))))
                .select()
                .first(Optional::isPresent)
                .onItem()
                .transform(Optional::orElseThrow);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(Frames.ack(ack)), events);
    }

    private static boolean ends(Delivery delivery, int turn) {
        return switch (delivery) {
            case Delivery.Resumed resumed -> false;
            case Delivery.Snapshot snapshot -> !waitsOrRuns(snapshot.snapshot(), turn);
            case Delivery.Logged logged -> logged.event() instanceof Event.TurnEnded ended && ended.turn() == turn;
        };
    }

    private static boolean waitsOrRuns(Snapshot snapshot, int turn) {
        var running = snapshot.turn();
        return (running != null && running.id() == turn)
                || snapshot.queue().stream().anyMatch(queued -> queued.turn() == turn);
    }
}
