package dev.parley.log;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.FaultyStore;
import dev.parley.conversation.Role;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Logs on a store that can be slow or fail, and the events that tests put into them. */
final class TestLogs implements AutoCloseable {

    static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    final FaultyStore store = new FaultyStore();
    final ConversationLogs logs;

    TestLogs() {
        this(new Limits(262_144, 200, 1_048_576, 8_388_608));
    }

    TestLogs(LogConfig config) {
        this(config, LogObserver.NONE);
    }

    TestLogs(LogConfig config, LogObserver observer) {
        this.logs = new ConversationLogs(store, config, observer);
    }

    record Limits(int tail, int idleLogs, long backlogPerTurn, long backlogAllTurns) implements LogConfig {}

    /** A new conversation with a message, 1, that has an element, 2. */
    ConversationLog conversation(String name) {
        var log = logs.hold(new ConversationId(name));
        await(log.append(creation(log, message(1), element(2, 1))));
        log.nextNumber();
        log.nextNumber();
        return log;
    }

    static Append creation(ConversationLog log, Event... events) {
        return new Append(List.of(events), null, new Conversation(log.id(), "anna", "Title", "claude", TIME));
    }

    static Event message(int id) {
        return new Event.MessageStarted(id, null, List.of(), Role.ASSISTANT, "assistant", null, TIME, 0, null);
    }

    static Event element(int id, int message) {
        return new Event.ElementAdded(id, message, new Element.Markdown(""), TIME);
    }

    static Event text(String text) {
        return new Event.TextAppended(2, text);
    }

    static Event title(String title) {
        return Event.ConversationChanged.title(title);
    }

    static void append(ConversationLog log, Event... events) {
        await(log.append(Append.of(events)));
    }

    static void await(CompletionStage<?> stage) {
        stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    static @Nullable Throwable failure(CompletionStage<?> stage) {
        try {
            await(stage);
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        }
    }

    @Override
    public void close() {
        store.resume();
        try {
            logs.close();
        } catch (InterruptedException e) {
            throw new IllegalStateException("The log's writer did not end", e);
        }
    }
}
