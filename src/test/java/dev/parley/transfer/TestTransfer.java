package dev.parley.transfer;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Role;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Usage;
import dev.parley.log.ConversationLogs;
import dev.parley.log.LogConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exports and imports on a store, and conversations in it. */
final class TestTransfer {

    static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    static final Instant NOW = TIME.plusSeconds(86_400);

    final CountingStore store;
    final ImportLimits limits = new ImportLimits(64_000_000, 4_000_000, 20_000, 1_000, Path.of("target", "imports"));
    private final ConversationLogs logs;

    TestTransfer(ConversationStore store) {
        this.store = new CountingStore(store);
        this.logs = new ConversationLogs(this.store, new Limits(262_144, 200, 1_048_576, 8_388_608));
    }

    private int most = 1_000;

    private record Limits(int tail, int idleLogs, long backlogPerTurn, long backlogAllTurns) implements LogConfig {}

    /** How many conversations an owner may have. */
    void limitConversations(int newMost) {
        most = newMost;
    }

    ImportReport take(String owner, String file) throws IOException {
        return take(owner, file, limits);
    }

    ImportReport take(String owner, String file, ImportLimits within) throws IOException {
        return take(owner, file.getBytes(StandardCharsets.UTF_8), within);
    }

    ImportReport take(String owner, byte[] file, ImportLimits within) throws IOException {
        return new Import(
                        logs, within, InstantSource.fixed(NOW), new OtherServer(), asking -> most - store.count(asking))
                .run(owner, new ByteArrayInputStream(file));
    }

    /** Has one handler more, and one model. */
    private record OtherServer() implements Here {

        @Override
        public String handler(String named) {
            return named.equals("weather") ? named : "claude";
        }

        @Override
        public Settings settings(Settings named) {
            return "large".equals(named.model()) ? named : new Settings(null, null, named.systemPrompt());
        }
    }

    String json(ConversationId id) throws IOException {
        return export(id, ExportFormat.JSON);
    }

    String export(ConversationId id, ExportFormat format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        exports().write(store.find(id).orElseThrow(), format, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    String all(String owner) throws IOException {
        var bytes = new ByteArrayOutputStream();
        exports().writeAll(owner, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    Export exports() {
        return new Export(store, InstantSource.fixed(NOW));
    }

    int largestEvent() {
        return store.committed().stream()
                .flatMap(commit -> commit.events().stream())
                .mapToInt(logged -> ConversationJson.write(logged.event()).getBytes(StandardCharsets.UTF_8).length)
                .max()
                .orElse(0);
    }

    /** One with branches, every state, every kind of element, and a message that waits; archived. */
    ConversationId richConversation(String owner) {
        var id = created(owner, "Paris in May", "weather");
        commit(id, Event.ConversationChanged.archived(true));
        commit(id, message(2, null, Role.USER, 1), markdown(3, 2, "Paris in May? Is the Eiffel Tower open?"), end(2));
        commit(id, message(5, 2, Role.ASSISTANT, 1));
        commit(
                id,
                new Event.ElementAdded(6, 5, new Element.Thinking("Let me think"), TIME.plusMillis(5)),
                new Event.ElementClosed(6, TIME.plusMillis(900)),
                markdown(7, 5, "Yes, **every** day.\n\n```java\nint a = 1;"),
                new Event.BlockKept(5, new KeptBlock("anthropic", "model-1", "{\"signature\":\"secret\"}")),
                new Event.UsageReported(5, new Usage(12, 345, 6, 7)),
                new Event.MessageEnded(5, EndState.STOPPED, TIME.plusSeconds(2), null, null));
        commit(
                id,
                new Event.MessageStarted(
                        9, 5, List.of(), Role.ASSISTANT, "assistant", null, TIME.plusSeconds(3), 8, 5));
        commit(
                id,
                markdown(10, 9, "It opens at nine."),
                new Event.MessageEnded(9, EndState.COMPLETE, TIME.plusSeconds(4), "max_tokens", null));
        // Another answer to the same question, refused; and the question in other words.
        commit(id, message(12, 2, Role.ASSISTANT, 11));
        commit(
                id,
                markdown(13, 12, "Refused words"),
                new Event.ElementWithdrawn(13),
                new Event.ElementAdded(
                        14, 12, new Element.Callout(Element.Callout.Level.WARNING, "Refused"), TIME.plusSeconds(5)),
                new Event.MessageEnded(
                        12,
                        EndState.FAILED,
                        TIME.plusSeconds(6),
                        "refusal",
                        new Problem("refused", "The model refused.", "stop_reason refusal", "req-1", true)));
        commit(id, message(16, null, Role.USER, 15), markdown(17, 16, "Paris in June?"), end(16));
        commit(
                id,
                new Event.MessageStarted(18, 16, List.of(), Role.OTHER, "Guide", "🗼", TIME.plusSeconds(7), 15, null));
        commit(
                id,
                markdown(19, 18, ""),
                new Event.MessageEnded(18, EndState.INTERRUPTED, TIME.plusSeconds(8), null, null));
        commit(
                id,
                Event.ConversationChanged.leaf(9),
                new Event.TurnQueued(20, "And in July?", "weather", TIME.plusSeconds(9), "command-20"),
                new Event.QueueHeld());
        return id;
    }

    /** A question, and an answer with every kind of element. */
    ConversationId everyKind(String owner, String words) {
        var id = created(owner, "Every kind", "claude");
        commit(id, message(1, null, Role.USER, 1), markdown(2, 1, "Show me"), end(1));
        var events = new ArrayList<Event>();
        events.add(message(3, 1, Role.ASSISTANT, 1));
        events.addAll(EveryKind.in(store.blobs(), id, owner, words).events(3, TIME));
        events.add(end(3));
        commit(id, events.toArray(Event[]::new));
        return id;
    }

    /** In a message of its own at the end of the path. */
    void show(ConversationId id, Element.Content content) {
        int number = store.lastNumber(id) + 1;
        commit(
                id,
                message(number, store.leaf(id).orElseThrow(), Role.ASSISTANT, 1),
                new Event.ElementAdded(number + 1, number, content, TIME),
                end(number));
    }

    /** So many messages by turns, one behind the other. */
    ConversationId conversation(String owner, String title, int messages) {
        var texts = new String[messages];
        Arrays.setAll(texts, i -> "Message " + i);
        return conversationOf(owner, title, texts);
    }

    ConversationId conversationOf(String owner, String title, String... texts) {
        var id = created(owner, title, "claude");
        var events = new ArrayList<Event>();
        Integer parent = null;
        for (int i = 0; i < texts.length; i++) {
            int message = 2 * i + 1;
            events.add(message(message, parent, i % 2 == 0 ? Role.USER : Role.ASSISTANT, 0));
            events.add(markdown(message + 1, message, texts[i]));
            events.add(end(message));
            parent = message;
        }
        commit(id, events.toArray(Event[]::new));
        return id;
    }

    private ConversationId created(String owner, String title, String handler) {
        var id = new ConversationId(UUID.randomUUID().toString());
        store.kept()
                .commit(List.of(
                        new Commit(id, List.of(), List.of(), new Conversation(id, owner, title, handler, TIME))));
        return id;
    }

    private void commit(ConversationId id, Event... events) {
        store.kept()
                .commit(List.of(new Commit(
                        id,
                        Arrays.stream(events)
                                .map(event -> new LoggedEvent(1, event))
                                .toList(),
                        List.of(),
                        null)));
    }

    private static Event message(int id, @Nullable Integer parent, Role role, int turn) {
        String name = role == Role.USER ? "user" : "assistant";
        return new Event.MessageStarted(id, parent, List.of(), role, name, null, TIME, turn, null);
    }

    private static Event markdown(int id, int message, String text) {
        return new Event.ElementAdded(id, message, new Element.Markdown(text), TIME);
    }

    private static Event end(int message) {
        return new Event.MessageEnded(message, EndState.COMPLETE, TIME, null, null);
    }
}
