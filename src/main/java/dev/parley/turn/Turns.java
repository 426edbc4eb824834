package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreFailure;
import dev.parley.log.ConversationLogs;
import dev.parley.model.ModelProvider;
import dev.parley.turn.CommandRefused.Reason;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Carries out readers' commands. Thread-safe. */
@Singleton
public class Turns {

    private static final long LAST_WORDS_SECONDS = 5;

    private final TurnServices services;
    private final Map<ConversationId, ConversationTurns> active = new ConcurrentHashMap<>();
    private volatile boolean shuttingDown;

    Turns(
            ConversationLogs logs,
            ConversationStore store,
            Handlers handlers,
            ModelProvider provider,
            TurnConfig config) {
        this.services = new TurnServices(
                logs,
                store,
                handlers,
                provider,
                config,
                Clock.systemUTC(),
                Executors.newVirtualThreadPerTaskExecutor(),
                this::forget);
    }

    /**
     * Carries out a command on a conversation that {@code owner} has or makes. May block on the store. The stage
     * completes when the command is stored, and fails with {@link CommandRefused}.
     */
    public CompletionStage<Ack> execute(String owner, ConversationId conversation, Command command) {
        if (shuttingDown) {
            return CompletableFuture.failedStage(
                    new CommandRefused(Reason.SHUTTING_DOWN, "The server is restarting. Try again in a moment."));
        }
        try {
            CompletionStage<Ack> ack = null;
            while (ack == null) {
                ack = turns(conversation).execute(owner, command);
            }
            return ack;
        } catch (StoreFailure e) {
            return CompletableFuture.failedStage(CommandRefused.notStored());
        }
    }

    /** Whether the model's answers are scripted, which readers must be told. */
    public boolean scripted() {
        return services.provider().scripted();
    }

    private ConversationTurns turns(ConversationId conversation) {
        return active.computeIfAbsent(conversation, this::open);
    }

    private ConversationTurns open(ConversationId conversation) {
        var log = services.logs().hold(conversation);
        try {
            return new ConversationTurns(services, log);
        } catch (RuntimeException e) {
            services.logs().release(log);
            throw e;
        }
    }

    private void forget(ConversationTurns turns) {
        if (turns.retire()) {
            active.remove(turns.log().id(), turns);
            services.logs().release(turns.log());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        shuttingDown = true;
        var ends = active.values().stream()
                .map(turns -> turns.interrupt().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .orTimeout(LAST_WORDS_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> null)
                .join();
    }
}
