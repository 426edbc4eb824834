package dev.parley.conversation.jdbc;

import dev.parley.conversation.Element;
import dev.parley.conversation.MessageFold;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads back what a process that died had not finished: open messages, from their rows and the journal. */
final class JournalReplay {

    private final Statements statements;

    JournalReplay(Statements statements) {
        this.statements = statements;
    }

    private record Found(MessageFold fold, long since) {}

    void run(OpenMessages open, LiveConversations live) throws SQLException {
        var found = openMessages();
        if (found.isEmpty()) {
            return;
        }
        readJournal(found);
        var elements = new HashMap<Long, Map<Integer, Integer>>();
        found.forEach((key, message) -> {
            open.put(key, message.fold(), message.since());
            for (Element element : message.fold().result().elements()) {
                elements.computeIfAbsent(key.conversation(), none -> new HashMap<>())
                        .put(element.id(), key.message());
            }
        });
        for (long conversation : found.keySet().stream()
                .map(OpenMessages.Key::conversation)
                .distinct()
                .toList()) {
            statements
                    .find(
                            Rows::conversation,
                            "select " + Rows.CONVERSATION + " from conversation c where c.key = ?",
                            conversation)
                    .map(row -> LiveConversation.of(row, elements.getOrDefault(conversation, Map.of())))
                    .ifPresent(live::put);
        }
    }

    private Map<OpenMessages.Key, Found> openMessages() throws SQLException {
        var found = new HashMap<OpenMessages.Key, Found>();
        statements
                .list(
                        row -> Map.entry(
                                new OpenMessages.Key(row.getLong(3), row.getInt(4)),
                                new Found(new MessageFold(Rows.message(row)), row.getLong(5))),
                        "select body, blocks, conversation, id, since from message where state is null")
                .forEach(message -> found.put(message.getKey(), message.getValue()));
        return found;
    }

    private void readJournal(Map<OpenMessages.Key, Found> found) throws SQLException {
        statements.list(
                row -> {
                    replay(found, row.getLong(1), row.getString(2));
                    return true;
                },
                "select sequence, entries from journal order by sequence");
    }

    private static void replay(Map<OpenMessages.Key, Found> found, long batch, String row) {
        for (var entry : Journal.read(row)) {
            var message = found.get(entry.message());
            if (message != null && batch > message.since()) {
                entry.events().forEach(message.fold()::apply);
            }
        }
    }
}
