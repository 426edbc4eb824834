package dev.parley.harness;

import dev.parley.chat.ChatHandler;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import dev.parley.model.ModelProvider;
import dev.parley.turn.Ack;
import dev.parley.turn.Command;
import dev.parley.turn.Turns;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What one process has beside its store: logs and turns. A restart makes another. */
final class Server {

    static final String READER = "reader";

    private final ConversationLogs logs;
    private final Turns turns;
    private final Changes changes;
    private final Map<ConversationId, ConversationLog> open = new ConcurrentHashMap<>();

    Server(
            ConversationStore store,
            SequencedMap<String, ChatHandler> handlers,
            ModelProvider provider,
            InstantSource clock,
            Changes changes) {
        var settings = Settings.forTests();
        this.changes = changes;
        this.logs = ConversationLogs.ungrouped(store, settings.logs());
        var named = new LinkedHashMap<String, Supplier<ChatHandler>>();
        handlers.forEach((name, handler) -> named.put(name, () -> handler));
        this.turns = Turns.begin(
                logs, store, named, provider, settings.turns(), settings.titles(), settings.compaction(), clock);
    }

    ConversationLogs logs() {
        return logs;
    }

    /** Open until the end, and watched. */
    ConversationLog log(ConversationId conversation) {
        return open.computeIfAbsent(conversation, this::watched);
    }

    private ConversationLog watched(ConversationId conversation) {
        var log = logs.hold(conversation);
        log.read(null, Runnable::run).subscribe().with(delivery -> changes.tell());
        return log;
    }

    CompletionStage<Ack> execute(ConversationId conversation, Command command) {
        return turns.execute(READER, conversation, command);
    }

    /** Completes when all that was written so far is stored and shown. */
    CompletionStage<Void> settled(ConversationId conversation) {
        return log(conversation).append(Append.of(List.of()));
    }

    /** Interrupts what runs, as a server does that ends. */
    void shutDown() {
        turns.shutDown();
    }

    /** After the shut-down, and when the handlers have come back. */
    void close() throws InterruptedException {
        logs.close();
    }
}
