package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.turn.Ack;
import dev.parley.turn.Command;
import dev.parley.turn.Turns;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;

/** Carries out readers' commands and waits until they are stored. */
@Singleton
class Commands {

    private final Turns turns;

    Commands(Turns turns) {
        this.turns = turns;
    }

    /** May block; fails with {@link WireError}. */
    Ack carryOut(String owner, ConversationId conversation, Command command) {
        try {
            return turns.execute(owner, conversation, command)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw WireError.of(e);
        }
    }
}
