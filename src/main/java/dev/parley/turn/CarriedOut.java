package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.turn.CommandRefused.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What makes a command count once (I1): those on their way are remembered here, those done have a receipt in the store.
 * Guarded by the monitor of its conversation's turns.
 */
final class CarriedOut {

    private final ConversationStore store;
    private final ConversationId conversation;
    private final Map<String, OnTheWay> onTheWay = new HashMap<>();

    private record OnTheWay(Command command, CompletionStage<Ack> ack) {}

    CarriedOut(ConversationStore store, ConversationId conversation) {
        this.store = store;
        this.conversation = conversation;
    }

    /** The answer to a command that came before; null for a new one. May block on the store. */
    @Nullable
    CompletionStage<Ack> find(Command command) {
        var before = onTheWay.get(command.id());
        if (before != null) {
            requireSame(before.command().equals(command));
            return before.ack();
        }
        var receipt = store.receipt(conversation, command.id());
        if (receipt.isEmpty()) {
            return null;
        }
        requireSame(receipt.get().hash().equals(command.hash()));
        return CompletableFuture.completedStage(
                new Ack(command.id(), receipt.get().turn()));
    }

    /** @param whenDone called once, also when the command fails; it is to {@link #forget} it under the monitor */
    CompletionStage<Ack> track(Command command, CompletionStage<Ack> ack, Consumer<Command> whenDone) {
        onTheWay.put(command.id(), new OnTheWay(command, ack));
        return ack.whenComplete((done, failure) -> whenDone.accept(command));
    }

    void forget(Command command) {
        onTheWay.remove(command.id());
    }

    boolean anyOnTheWay() {
        return !onTheWay.isEmpty();
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new CommandRefused(Reason.ID_REUSED, "This command id was used for something else.");
        }
    }
}
