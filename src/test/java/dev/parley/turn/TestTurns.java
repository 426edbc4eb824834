package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.Budget;
import dev.parley.budget.BudgetConfig;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.FaultyStore;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.StoreStatus;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import dev.parley.log.LogConfig;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns of one conversation, or of several, with a scripted model and a store that can fail. */
final class TestTurns {

    static final String OWNER = "anna";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final FaultyStore store = new FaultyStore();
    final StoreStatus status = new StoreStatus();
    final RecordedObserver observer = new RecordedObserver();
    final ScriptedModel model = new ScriptedModel();
    final ConversationLogs logs;
    final Turns turns;
    final ConversationId id = conversation("conversation");

    private final Map<String, ChatHandler> handlers = new ConcurrentHashMap<>();
    private final Map<ConversationId, ConversationLog> watched = new ConcurrentHashMap<>();

    TestTurns() {
        this(new Limits(), new LogLimits(200, 1_048_576, 8_388_608), List.of());
    }

    TestTurns(TurnConfig config, LogConfig logConfig, List<String> otherHandlers) {
        this(config, logConfig, otherHandlers, new TitleLimits(), new Compacting(true), BudgetLimits.NONE);
    }

    private TestTurns(
            TurnConfig config,
            LogConfig logConfig,
            List<String> otherHandlers,
            TitleConfig titles,
            CompactionConfig compaction,
            BudgetConfig budget) {
        handlers.put("claude", new ClaudeHandler());
        Map<String, Supplier<ChatHandler>> named = new HashMap<>();
        named.put("claude", () -> handlers.get("claude"));
        otherHandlers.forEach(name -> named.put(name, () -> handlers.get(name)));
        logs = new ConversationLogs(store, logConfig);
        turns = new Turns(
                logs,
                store,
                status,
                new Handlers(named, List.of("claude")),
                model,
                new Models(model, config, Map.of()),
                config,
                titles,
                compaction,
                Budget.of(budget, store, model, Clock.systemUTC()),
                observer);
    }

    /** With titles, which a scripted model makes none of. */
    static TestTurns withTitles(TitleConfig titles) {
        var turns = new TestTurns(
                new Limits(),
                new LogLimits(200, 1_048_576, 8_388_608),
                List.of(),
                titles,
                new Compacting(true),
                BudgetLimits.NONE);
        turns.model.speaksForItself();
        return turns;
    }

    /** Where it is told not to sum up anything. */
    static TestTurns withoutCompaction() {
        return new TestTurns(
                new Limits(),
                new LogLimits(200, 1_048_576, 8_388_608),
                List.of(),
                new TitleLimits(),
                new Compacting(false),
                BudgetLimits.NONE);
    }

    /** Where models may cost only so much; with titles, if that is said. */
    static TestTurns within(BudgetConfig budget) {
        return new TestTurns(
                new Limits(),
                new LogLimits(200, 1_048_576, 8_388_608),
                List.of(),
                new TitleLimits(),
                new Compacting(true),
                budget);
    }

    record Compacting(boolean enabled) implements CompactionConfig {
        @Override
        public double at() {
            return 0.8;
        }

        @Override
        public double keep() {
            return 0.1;
        }

        @Override
        public String model() {
            return "small";
        }

        @Override
        public int maxTokens() {
            return 500;
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(20);
        }
    }

    record TitleLimits(boolean enabled, String model, Duration timeout) implements TitleConfig {
        TitleLimits() {
            this(true, "small", Duration.ofSeconds(20));
        }
    }

    record Limits(
            int maxMessageLength,
            Duration storeTimeout,
            Duration drain,
            int maxConversations,
            int sendsPerMinute,
            int maxRunningPerOwner,
            int maxRunning,
            int maxWaitingPerOwner)
            implements TurnConfig {

        private static final int ANY = 1_000_000;
        private static final int LENGTH = 1_000;

        Limits() {
            this(Duration.ofSeconds(20), Duration.ZERO);
        }

        private Limits(Duration storeTimeout, Duration drain) {
            this(LENGTH, storeTimeout, drain, ANY, ANY, ANY, ANY, ANY);
        }

        static Limits draining() {
            return new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
        }

        static Limits impatient() {
            return new Limits(Duration.ofMillis(50), Duration.ZERO);
        }

        /** How many turns of one owner may run, and how many in all. */
        static Limits running(int ofOwner, int inAll) {
            return new Limits(LENGTH, Duration.ofSeconds(20), Duration.ZERO, ANY, ANY, ofOwner, inAll, ANY);
        }

        static Limits ofLength(int longest) {
            return new Limits(longest, Duration.ofSeconds(20), Duration.ZERO, ANY, ANY, ANY, ANY, ANY);
        }

        Limits withConversations(int most) {
            return new Limits(
                    maxMessageLength,
                    storeTimeout,
                    drain,
                    most,
                    sendsPerMinute,
                    maxRunningPerOwner,
                    maxRunning,
                    maxWaitingPerOwner);
        }

        Limits withSends(int perMinute) {
            return new Limits(
                    maxMessageLength,
                    storeTimeout,
                    drain,
                    maxConversations,
                    perMinute,
                    maxRunningPerOwner,
                    maxRunning,
                    maxWaitingPerOwner);
        }

        Limits withWaiting(int most) {
            return new Limits(
                    maxMessageLength,
                    storeTimeout,
                    drain,
                    maxConversations,
                    sendsPerMinute,
                    maxRunningPerOwner,
                    maxRunning,
                    most);
        }

        @Override
        public int maxQueued() {
            return 5;
        }

        @Override
        public int maxSystemPromptLength() {
            return 100;
        }
    }

    record LogLimits(int idleLogs, long backlogPerTurn, long backlogAllTurns) implements LogConfig {
        @Override
        public int tail() {
            return 100_000;
        }
    }

    static ConversationId conversation(String name) {
        return new ConversationId(name + "-" + NUMBERS.incrementAndGet());
    }

    static String commandId() {
        return "command-" + NUMBERS.incrementAndGet();
    }

    /** Answers from now on. */
    TestTurns handler(ChatHandler handler) {
        return handler("claude", handler);
    }

    TestTurns handler(String name, @Nullable ChatHandler handler) {
        handlers.compute(name, (key, before) -> handler);
        return this;
    }

    /** Sends and returns the turn's number, once that is stored. */
    int send(String text) {
        return send(id, text);
    }

    int send(ConversationId conversation, String text) {
        Integer turn =
                ack(conversation, new Command.Send(commandId(), text, null)).turn();
        assertThat(turn).isNotNull();
        return turn;
    }

    CompletionStage<Ack> execute(Command command) {
        return turns.execute(OWNER, id, command);
    }

    Ack ack(Command command) {
        return ack(id, command);
    }

    Ack ack(ConversationId conversation, Command command) {
        return join(turns.execute(OWNER, conversation, command));
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .copy()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Why the command was refused. */
    CommandRefused.Reason refusal(Command command) {
        return refusal(execute(command));
    }

    static CommandRefused.Reason refusal(CompletionStage<?> stage) {
        try {
            join(stage);
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandRefused refused) {
                return refused.reason();
            }
            throw e;
        }
        throw new AssertionError("It was not refused");
    }

    Snapshot snapshot() {
        return store.snapshot(id);
    }

    List<Event> events() {
        return store.events(id);
    }

    /** The last message shown. */
    Message last() {
        return snapshot().messages().getLast();
    }

    EndState awaitEnd(int turn) throws InterruptedException {
        return awaitEnd(id, turn);
    }

    EndState awaitEnd(ConversationId conversation, int turn) throws InterruptedException {
        await(conversation, () -> stateOf(conversation, turn) != null);
        return stateOf(conversation, turn);
    }

    private EndState stateOf(ConversationId conversation, int turn) {
        return store.events(conversation).stream()
                .filter(event -> event instanceof Event.TurnEnded ended && ended.turn() == turn)
                .map(event -> ((Event.TurnEnded) event).state())
                .findFirst()
                .orElse(null);
    }

    void await(Predicate<Snapshot> state) throws InterruptedException {
        await(id, () -> state.test(snapshot()));
    }

    /** Until the condition holds after some event of the conversation. */
    void await(ConversationId conversation, Supplier<Boolean> condition) throws InterruptedException {
        watched.computeIfAbsent(conversation, this::watch);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        synchronized (watched) {
            while (!condition.get()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("It never came to that: " + lastEvents(conversation));
                }
                watched.wait(1_000);
            }
        }
    }

    private String lastEvents(ConversationId conversation) {
        var events = store.events(conversation);
        return String.join(
                "\n",
                events.subList(Math.max(0, events.size() - 30), events.size()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private ConversationLog watch(ConversationId conversation) {
        var log = logs.hold(conversation);
        log.read(null, Runnable::run).subscribe().with(delivery -> {
            synchronized (watched) {
                watched.notifyAll();
            }
        });
        return log;
    }

    void awaitText(String text) throws InterruptedException {
        await(now -> !now.messages().isEmpty()
                && now.messages().getLast().elements().stream()
                        .anyMatch(element -> textOf(element).equals(text)));
    }

    /** The JSON of the blocks that the store was given for the last message. */
    List<String> keptBlocks() {
        return store.message(id, last().id()).orElseThrow().blocks().stream()
                .map(KeptBlock::json)
                .toList();
    }

    static String textOf(Element element) {
        return switch (element.content()) {
            case Element.Growing growing -> growing.text();
            case Element.Callout callout -> callout.text();
            case Element.Content other -> ConversationJson.write(other);
        };
    }

    static List<String> lines(List<ModelMessage> messages) {
        return messages.stream()
                .map(message -> message.role() + ": "
                        + message.content().stream()
                                .map(content -> switch (content) {
                                    case Content.Text text -> text.text();
                                    case Content.Verbatim verbatim -> "verbatim " + verbatim.json();
                                    case Content.Image image -> "image " + image.mediaType();
                                    case Content.Document document ->
                                        "document " + document.name() + " " + document.mediaType();
                                })
                                .collect(Collectors.joining(" | ")))
                .toList();
    }

    void shutDown() {
        turns.stop(new ShutdownEvent());
    }

    /** That all which began has one end and that nothing came after it (I3). */
    void assertEachHasOneEnd() {
        store.committed().stream()
                .flatMap(List::stream)
                .map(commit -> commit.conversation())
                .distinct()
                .forEach(conversation -> new Ends(store.events(conversation)).check());
    }

    private static final class Ends {

        private final List<Event> events;
        private final Map<Integer, Integer> messageOfElement = new HashMap<>();
        private final Set<Integer> runningTurns = new HashSet<>();
        private final Set<Integer> turns = new HashSet<>();
        private final Set<Integer> openMessages = new HashSet<>();
        private final Set<Integer> messages = new HashSet<>();

        Ends(List<Event> events) {
            this.events = events;
        }

        void check() {
            events.forEach(this::check);
            assertThat(openMessages).as("messages without an end in %s", events).isEmpty();
            assertThat(runningTurns).as("turns without an end in %s", events).isEmpty();
        }

        private void check(Event event) {
            switch (event) {
                case Event.TurnStarted started -> {
                    assertThat(runningTurns).as("one turn at a time").isEmpty();
                    assertThat(turns.add(started.turn())).as("started once").isTrue();
                    runningTurns.add(started.turn());
                }
                case Event.TurnEnded ended -> {
                    if (ended.state() == EndState.REMOVED) {
                        assertThat(turns.add(ended.turn()))
                                .as("removed, not started")
                                .isTrue();
                    } else {
                        assertThat(openMessages)
                                .as("messages end before their turn")
                                .isEmpty();
                        assertThat(runningTurns.remove(ended.turn()))
                                .as("ends once: %s", events)
                                .isTrue();
                    }
                }
                case Event.MessageStarted started -> {
                    assertThat(runningTurns).contains(started.turn());
                    assertThat(started.parent() == null || messages.contains(started.parent()))
                            .isTrue();
                    messages.add(started.id());
                    openMessages.add(started.id());
                }
                case Event.MessageEnded ended ->
                    assertThat(openMessages.remove(ended.message()))
                            .as("ends once: %s", events)
                            .isTrue();
                case Event.ElementAdded added -> {
                    int message = messageOfElement.getOrDefault(added.container(), added.container());
                    assertThat(openMessages).contains(message);
                    messageOfElement.put(added.id(), message);
                }
                case Event.TextAppended appended ->
                    assertThat(openMessages).contains(messageOfElement.get(appended.element()));
                case Event.ElementChanged changed ->
                    assertThat(messageOfElement).containsKey(changed.element());
                case Event.ElementClosed closed ->
                    assertThat(openMessages).contains(messageOfElement.get(closed.element()));
                case Event.ElementWithdrawn withdrawn ->
                    assertThat(openMessages).contains(messageOfElement.get(withdrawn.element()));
                case Event.UsageReported reported -> assertThat(openMessages).contains(reported.message());
                case Event.BlockKept kept -> assertThat(openMessages).contains(kept.message());
                case Event.TurnQueued queued -> {}
                case Event.QueuedTextAppended appended -> {}
                case Event.TurnWaiting waiting -> {}
                case Event.ConversationStarted started -> {}
                case Event.QueueHeld held -> {}
                case Event.SessionChanged changed -> {}
                case Event.ConversationChanged changed -> {}
            }
        }
    }
}
