package dev.parley.turn;

import dev.parley.budget.Budget;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreStatus;
import dev.parley.log.ConversationLogs;
import dev.parley.model.ModelProvider;
import dev.parley.turn.CommandRefused.Reason;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Carries out readers' commands. Thread-safe. */
@Singleton
public class Turns {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final TurnServices services;
    private final Map<ConversationId, ConversationTurns> active = new ConcurrentHashMap<>();
    private volatile boolean shuttingDown;

    @Inject
    Turns(
            ConversationLogs logs,
            ConversationStore store,
            StoreStatus status,
            Handlers handlers,
            ModelProvider provider,
            Models models,
            TurnConfig config,
            TitleConfig titles,
            CompactionConfig compaction,
            Budget budget,
            TurnObserver observer) {
        this(
                logs,
                store,
                status,
                handlers,
                provider,
                models,
                config,
                titles,
                compaction,
                budget,
                observer,
                Clock.systemUTC());
    }

    private Turns(
            ConversationLogs logs,
            ConversationStore store,
            StoreStatus status,
            Handlers handlers,
            ModelProvider provider,
            Models models,
            TurnConfig config,
            TitleConfig titles,
            CompactionConfig compaction,
            Budget budget,
            TurnObserver observer,
            InstantSource clock) {
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        this.services = new TurnServices(
                logs,
                store,
                handlers,
                provider,
                models,
                new Compaction(store, models, compaction),
                new Titles(provider, observer, titles, clock),
                observer,
                config,
                new OwnerLimits(store, config, budget, executor, System::nanoTime),
                budget,
                clock,
                executor,
                this::forget);
        status.onLost(reason -> services.executor().execute(this::endAll));
    }

    /**
     * Turns without a server around them. As at its start, what the last process left in the store is brought to an end
     * first.
     *
     * @param handlers by name; the first one answers where nobody else is named
     * @param clock the times of events, and of waiting for the model that makes titles, are its; no time-out is
     */
    public static Turns begin(
            ConversationLogs logs,
            ConversationStore store,
            SequencedMap<String, Supplier<ChatHandler>> handlers,
            ModelProvider provider,
            TurnConfig config,
            TitleConfig titles,
            CompactionConfig compaction,
            InstantSource clock) {
        new Recovery(store, logs, clock).endWhatWasLeft();
        var offered = new Handlers(handlers, List.copyOf(handlers.sequencedKeySet()));
        var models = new Models(provider, config, Map.of());
        var budget = Budget.unlimited(store, provider, clock);
        return new Turns(
                logs,
                store,
                new StoreStatus(),
                offered,
                provider,
                models,
                config,
                titles,
                compaction,
                budget,
                TurnObserver.NONE,
                clock);
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
            if (command.newSettings() != null) {
                // Asked for here, where no other command of the conversation waits for it.
                services.models().known();
            }
            CompletionStage<Ack> ack = null;
            while (ack == null) {
                ack = turns(conversation).execute(owner, command);
            }
            return ack;
        } catch (StoreFailure e) {
            return CompletableFuture.failedStage(CommandRefused.notStored());
        }
    }

    /** How busy they are now. */
    public TurnLoad load() {
        return services.limits().load();
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

    /** Whether no conversation has anything left to do. */
    boolean areIdle() {
        return active.isEmpty();
    }

    private void forget(ConversationTurns turns) {
        if (turns.retire()) {
            active.remove(turns.log().id(), turns);
            services.logs().release(turns.log());
        }
    }

    /** While readers are still connected. */
    void drain(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownDelayInitiatedEvent event) {
        shutDown();
    }

    /** The same where nobody announced it; else there is nothing left to do. */
    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent event) {
        shutDown();
    }

    /** Takes nothing new; what runs may end by itself for a while, and is interrupted then. */
    public void shutDown() {
        shuttingDown = true;
        var running = List.copyOf(active.values());
        await(running, ConversationTurns::drain, services.config().drain());
        await(running, ConversationTurns::interrupt, LAST_WORDS);
    }

    private static void await(
            List<ConversationTurns> all, Function<ConversationTurns, CompletionStage<Void>> end, Duration patience) {
        CompletableFuture.allOf(all.stream()
                        .map(turns -> end.apply(turns).toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new))
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }

    /** Nothing more can be stored, ever: no answer may go on. */
    private void endAll() {
        shuttingDown = true;
        active.values().forEach(ConversationTurns::interrupt);
    }
}
