package dev.parley.web;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Settings;
import dev.parley.log.ConversationLogs;
import dev.parley.transfer.Export;
import dev.parley.transfer.Here;
import dev.parley.transfer.Import;
import dev.parley.transfer.ImportLimits;
import dev.parley.turn.Handlers;
import dev.parley.turn.Models;
import dev.parley.turn.TurnConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;

/** Makes export and import beans. */
@Singleton
class TransferProducer {

    private static final int MOST_MESSAGES = 100_000;
    private static final int MOST_CONVERSATIONS = 100_000;

    @Produces
    @Singleton
    Export exporting(ConversationStore store) {
        return new Export(store, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Import importing(
            ConversationLogs logs,
            ConversationStore store,
            Handlers handlers,
            Models models,
            ImportConfig config,
            TurnConfig turns) {
        var limits = new ImportLimits(
                config.maxSize().asLongValue(),
                Math.toIntExact(config.maxMessageSize().asLongValue()),
                MOST_MESSAGES,
                MOST_CONVERSATIONS,
                config.directory().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
        return new Import(
                logs,
                limits,
                Clock.systemUTC(),
                new ThisServer(handlers, models),
                owner -> turns.maxConversations() - store.count(owner));
    }

    private record ThisServer(Handlers handlers, Models models) implements Here {

        @Override
        public String handler(String named) {
            return handlers.knownOrUsual(named);
        }

        @Override
        public Settings settings(Settings named) {
            return named.isEmpty() ? named : models.orUsual(named);
        }
    }
}
