package dev.parley.harness;

import dev.parley.chat.ChatHandler;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.Commit;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Event;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Snapshot;
import dev.parley.turn.Ack;
import dev.parley.turn.Command;
import dev.parley.turn.CommandRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** All that stands behind a harness: the store that outlives restarts, the present server, the handlers and the model. */
final class Backstage {

    /** No handler can make it longer, so it is no matter for the test's own limit. */
    private static final long COMMAND_SECONDS = 20;

    private final SequencedMap<String, ChatHandler> handlers;
    private final TestClock clock;
    private final Changes changes;
    private final TestModel model = new TestModel(this);
    private final HandlerRuns runs;
    private final ConversationStore store = new MemoryConversationStore(this::keep);
    private final Map<ConversationId, Recording> recordings = new ConcurrentHashMap<>();
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger conversations = new AtomicInteger();

    /** The test's thread only. */
    private final List<BlobId> attached = new ArrayList<>();

    /** For the message that begins the conversation. The test's thread only. */
    private @Nullable Settings settings;

    private volatile ConversationId conversation = nextConversation();
    private volatile Server server;

    Backstage(Map<String, ChatHandler> handlers, TestClock clock, Duration limit) {
        this.clock = clock;
        this.changes = new Changes(limit);
        this.runs = new HandlerRuns(changes, this::running);
        this.handlers = new LinkedHashMap<>();
        handlers.forEach((name, handler) -> this.handlers.put(name, runs.watch(handler)));
        this.server = newServer();
    }

    private Server newServer() {
        return new Server(store, handlers, new ScriptedProvider(model, clock, changes), clock, changes);
    }

    private ConversationId nextConversation() {
        return new ConversationId("test-conversation-" + conversations.incrementAndGet());
    }

    private void keep(Commit commit) {
        recording(commit.conversation()).add(commit);
    }

    Recording recording(ConversationId id) {
        return recordings.computeIfAbsent(id, key -> new Recording());
    }

    TestClock clock() {
        return clock;
    }

    Changes changes() {
        return changes;
    }

    TestModel model() {
        return model;
    }

    HandlerRuns runs() {
        return runs;
    }

    ConversationStore store() {
        return store;
    }

    Server server() {
        return server;
    }

    /** Who answers where the test names none. */
    String firstHandler() {
        return handlers.firstEntry().getKey();
    }

    ConversationId conversation() {
        return conversation;
    }

    /** From now on the test speaks in a new one. */
    void beginConversation() {
        attached.clear();
        settings = null;
        conversation = nextConversation();
    }

    Snapshot snapshot(ConversationId id) {
        return server.log(id).snapshot();
    }

    private HandlerRun.Place running() {
        var now = conversation;
        var turn = snapshot(now).turn();
        return new HandlerRun.Place(now, turn == null ? 0 : turn.id());
    }

    /** All events of a conversation that its readers could have seen. */
    List<Event> events(ConversationId id) {
        return recording(id).events(server.log(id).end().offset());
    }

    String commandId() {
        return "test-command-" + commands.incrementAndGet();
    }

    Ack execute(ConversationId id, Command command) {
        // Watched from before its first event.
        var _ = server.log(id);
        try {
            return join(server.execute(id, command));
        } catch (CompletionException e) {
            if (e.getCause() instanceof CommandRefused refused) {
                throw evidenceAgainst("Refused (" + refused.reason() + "): " + refused.getMessage(), refused);
            }
            throw e;
        }
    }

    /** Carries out what makes a turn. */
    TestTurn begin(ConversationId id, Command command) {
        var turn = execute(id, command).turn();
        if (turn == null) {
            throw new IllegalStateException("No turn was made by " + command);
        }
        return new TestTurn(this, id, turn);
    }

    /** For the next message. */
    void attach(String name, String mediaType, byte[] bytes) {
        var origin = new BlobOrigin(conversation, Server.READER, mediaType, name);
        try {
            attached.add(server.logs()
                    .blobs()
                    .keep(origin, new ByteArrayInputStream(bytes))
                    .id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Now, or with the message that begins the conversation. */
    void change(Settings wanted) {
        if (wanted.model() != null) {
            model.offer(wanted.model());
        }
        if (store.find(conversation).isPresent()) {
            execute(conversation, new Command.ChangeSettings(commandId(), wanted));
        } else {
            settings = wanted;
        }
    }

    @Nullable
    Settings takeSettings() {
        var taken = settings;
        settings = null;
        return taken;
    }

    List<BlobId> takeAttached() {
        var files = List.copyOf(attached);
        attached.clear();
        return files;
    }

    private <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .copy()
                .orTimeout(COMMAND_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Waits until all that was written so far is shown. */
    void settle(ConversationId id) {
        join(server.settled(id));
    }

    /** The same store under a new process. */
    void restart(Map<String, ChatHandler> others) {
        end();
        recordings.values().forEach(Recording::beginLog);
        others.forEach((name, handler) -> handlers.put(name, runs.watch(handler)));
        server = newServer();
    }

    /** Ends the process: what runs is interrupted, and nothing of it goes on. */
    void end() {
        server.shutDown();
        boolean back = changes.await(() -> runs.notReturned().isEmpty());
        var stuck = back ? null : evidenceAgainst("A handler did not come back after the end of its turn.");
        try {
            model.close();
            server.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while the harness was closed", e);
        }
        if (stuck != null) {
            throw stuck;
        }
    }

    /** With the conversation as it is. */
    AssertionError evidenceAgainst(String sentence) {
        return evidenceAgainst(sentence, null);
    }

    AssertionError evidenceAgainst(String sentence, @Nullable Throwable cause) {
        return new AssertionError(sentence + "\n\n" + TranscriptText.of(this), cause);
    }

    AssertionError differs(String what, @Nullable Object expected, @Nullable Object actual) {
        return evidenceAgainst(
                "Not as expected: " + what + "\nexpected: " + shown(expected) + "\n but was: " + shown(actual));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof CharSequence text ? "\"" + text + "\"" : String.valueOf(value);
    }

    void requireEqual(String what, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw differs(what, expected, actual);
        }
    }

    void requireContained(String what, String part, String actual) {
        if (!actual.contains(part)) {
            throw differs(what, "… " + part + " …", actual);
        }
    }
}
