package dev.parley.harness;

import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Snapshot;
import dev.parley.turn.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tests handlers in plain Java: no server, no database, no container. The turns, the log and the store in memory are the real
 * ones; the model says what the test has scripted, and time stands still until the test moves it. For one test's thread.
 *
 * {@snippet :
 * try (var chat = ChatHarness.of(new WeatherHandler())) {
 *     chat.model().answers("Sunny, ", "22 °C.");
 *     chat.send("Paris?").expectComplete().expectText("Sunny, 22 °C.");
 * }
 * }
 *
 * <p>An expectation that does not hold throws an {@link AssertionError} that shows the conversation.
 */
public final class ChatHarness implements AutoCloseable {

    private static final String ONLY = "handler";
    private static final int THUMB_UP = 1;

    private final Backstage backstage;
    private boolean closed;

    private ChatHarness(Backstage backstage) {
        this.backstage = backstage;
    }

    /** For one handler. */
    public static ChatHarness of(ChatHandler handler) {
        return setup().handler(ONLY, handler).open();
    }

    /** For several handlers, or another limit or beginning of time. */
    public static Setup setup() {
        return new Setup();
    }

    /** What a harness is made of. */
    public static final class Setup {

        private static final Duration LIMIT = Duration.ofSeconds(20);

        private final Map<String, ChatHandler> handlers = new LinkedHashMap<>();
        private TestClock clock = new TestClock();
        private Duration limit = LIMIT;

        private Setup() {}

        /** One more handler, by its name. The first one answers where the test names none. */
        public Setup handler(String name, ChatHandler handler) {
            handlers.put(name, handler);
            return this;
        }

        /** A clock that the handler was given, too. */
        public Setup clock(TestClock shared) {
            clock = shared;
            return this;
        }

        /** When time begins. */
        public Setup startingAt(Instant start) {
            return clock(new TestClock(start));
        }

        /** How long anything is waited for in real time; 20 s if nothing is said. */
        public Setup limit(Duration longest) {
            limit = longest;
            return this;
        }

        public ChatHarness open() {
            if (handlers.isEmpty()) {
                throw new IllegalStateException("A harness needs a handler to test");
            }
            return new ChatHarness(new Backstage(handlers, clock, limit));
        }
    }

    /** The scripted model. */
    public TestModel model() {
        return backstage.model();
    }

    /** The time of events. */
    public TestClock clock() {
        return backstage.clock();
    }

    // ---- what a reader does

    /** Attaches a file to the next message. */
    public ChatHarness attach(String name, String mediaType, byte[] bytes) {
        backstage.attach(name, mediaType, bytes);
        return this;
    }

    /** Attaches a text file to the next message. */
    public ChatHarness attach(String name, String mediaType, String text) {
        return attach(name, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Chooses how the model is asked from the next turn on, where the handler does not say. A model is on offer as soon as it
     * is named here.
     */
    public ChatHarness settings(Settings settings) {
        backstage.change(settings);
        return this;
    }

    /**
     * Sends a message, and waits until its turn has ended or cannot go on by itself: it asks, or the model stalls.
     *
     * @param text may be empty where files are attached
     */
    public TestTurn send(String text) {
        return begin(text).await();
    }

    /** The same to a handler by its name. */
    public TestTurn sendTo(String handler, String text) {
        return begin(handler, text).await();
    }

    /** Sends a message, and returns when its handler was called, or as soon as it waits behind another. */
    public TestTurn begin(String text) {
        return begin(null, text);
    }

    private TestTurn begin(@Nullable String handler, String text) {
        var send = new Command.Send(
                backstage.commandId(), text, handler, backstage.takeAttached(), backstage.takeSettings());
        return backstage.begin(backstage.conversation(), send).awaitBegun();
    }

    /** Sends the first message that waits for its reader, as after Stop or a restart. Waits as {@link #send}. */
    public TestTurn sendWaiting() {
        var waiting = snapshot().queue().stream()
                .findFirst()
                .orElseThrow(() -> backstage.evidenceAgainst("No message waits."));
        backstage.execute(backstage.conversation(), new Command.SendQueued(backstage.commandId()));
        return new TestTurn(backstage, backstage.conversation(), waiting.turn())
                .awaitBegun()
                .await();
    }

    /** The last question that is open, also one that a restart has left. */
    public TestQuestion question() {
        return open(false).orElseThrow(() -> backstage.evidenceAgainst("No question is open."));
    }

    /**
     * Says what the last message is worth that asks for it, and waits until the handler was told.
     *
     * @param value with thumbs 1 for up and 0 for down, else from 1 to 5
     */
    public ChatFeedback giveFeedback(int value) {
        var question = open(true).orElseThrow(() -> backstage.evidenceAgainst("No message asks for feedback."));
        int before = backstage.runs().told().size();
        question.give(question.form() instanceof Form.Thumbs ? value == THUMB_UP ? "up" : "down" : value);
        if (!backstage.changes().await(() -> backstage.runs().told().size() > before)) {
            throw backstage.evidenceAgainst("The handler did not come back from its feedback.");
        }
        var told = backstage.runs().told().get(before);
        if (told.failure() != null) {
            throw backstage.evidenceAgainst("The handler has failed at its feedback.", told.failure());
        }
        return told.feedback();
    }

    private Optional<TestQuestion> open(boolean feedback) {
        return TestQuestion.open(
                backstage,
                backstage.conversation(),
                snapshot(),
                question -> question.form().isFeedback() == feedback);
    }

    /** Begins a conversation: what is sent from now on belongs to it. No turn may run. */
    public ChatHarness newConversation() {
        if (snapshot().turn() != null || !backstage.runs().notReturned().isEmpty()) {
            throw backstage.evidenceAgainst(
                    "A conversation can be begun when no turn runs. Let it end or stop it first.");
        }
        backstage.beginConversation();
        return this;
    }

    // ---- what befalls a server

    /**
     * Ends the process and begins another on the same store: what runs is interrupted, questions stay open, messages wait to be
     * sent. The handlers stay the same objects.
     */
    public ChatHarness restart() {
        backstage.restart(Map.of());
        return this;
    }

    /** The same with another handler in the place of the only one, so that nothing in its fields survives. */
    public ChatHarness restart(ChatHandler handler) {
        backstage.restart(Map.of(backstage.firstHandler(), handler));
        return this;
    }

    // ---- what there is to see

    /** The conversation as its readers see it: the last messages of the shown branch. */
    public Snapshot snapshot() {
        return backstage.snapshot(backstage.conversation());
    }

    /** All events of the conversation as they were written, those included that readers never get. */
    public List<Event> events() {
        return backstage.events(backstage.conversation());
    }

    /** What the handler keeps under this name between turns. */
    public <T> Optional<T> session(String name, Class<T> type) {
        var kept = backstage.store().session(backstage.conversation()).get(name);
        return Optional.ofNullable(kept).map(json -> ConversationJson.read(json, type));
    }

    /** The conversation as text, as failed expectations show it. */
    public String transcript() {
        return TranscriptText.of(backstage);
    }

    /** Interrupts what runs, and fails if a handler does not come back. Nothing of it runs on. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            backstage.end();
        }
    }
}
