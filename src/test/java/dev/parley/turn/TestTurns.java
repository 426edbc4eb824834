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
import dev.parley.log.ConversationLogs;
import dev.parley.log.LogConfig;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Turns of one conversation, or of several, with a scripted model and a store that can fail. Registered as an
 * extension, it ends after each test and checks that each turn and message has one end.
 */
final class TestTurns implements AfterEachCallback {

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
    private final EventWatch watch;

    TestTurns() {
        this(new TurnLimits());
    }

    TestTurns(TurnConfig config, String... otherHandlers) {
        this(config, new LogLimits(), otherHandlers);
    }

    TestTurns(TurnConfig config, LogConfig logConfig, String... otherHandlers) {
        this(
                config,
                logConfig,
                List.of(otherHandlers),
                new TitleLimits(),
                new CompactionLimits(true),
                BudgetLimits.NONE);
    }

    /** Whose turns and logs have room for all that tests do. */
    private TestTurns(TitleConfig titles, CompactionConfig compaction, BudgetConfig budget) {
        this(new TurnLimits(), new LogLimits(), List.of(), titles, compaction, budget);
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
        watch = new EventWatch(store, logs);
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
        var turns = new TestTurns(titles, new CompactionLimits(true), BudgetLimits.NONE);
        turns.model.speaksForItself();
        return turns;
    }

    /** Where it is told not to sum up anything. */
    static TestTurns withoutCompaction() {
        return new TestTurns(new TitleLimits(), new CompactionLimits(false), BudgetLimits.NONE);
    }

    /** Where models may cost only so much. */
    static TestTurns within(BudgetConfig budget) {
        return new TestTurns(new TitleLimits(), new CompactionLimits(true), budget);
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

    /** Sends, and gives the only answer that the model has, to its end. */
    int answered(String question, String answer) throws InterruptedException {
        int turn = send(question);
        model.nextCall().started().say(answer).finish();
        awaitEnd(turn);
        await(now -> now.turn() == null);
        return turn;
    }

    void stop(int turn) {
        ack(new Command.Stop(commandId(), turn));
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
        watch.await(conversation, condition);
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

    void shutDown() {
        turns.stop(new ShutdownEvent());
    }

    /** That all which began has one end and that nothing came after it (I3). */
    void assertEachHasOneEnd() {
        store.committed().stream()
                .flatMap(List::stream)
                .map(commit -> commit.conversation())
                .distinct()
                .forEach(conversation -> new TurnEnds(store.events(conversation)).check());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        endAll();
    }

    /** Ends what runs, with the store in order again whatever the test did to it, and checks that it has one end. */
    void endAll() {
        store.recover();
        store.failReads(false);
        store.resume();
        shutDown();
        assertEachHasOneEnd();
    }
}
