package dev.parley.conversation.jdbc;

import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.Receipt;
import dev.parley.conversation.Role;
import dev.parley.conversation.Snapshot;
import dev.parley.conversation.Transcript;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversation with an answer that grows, and what a store must have of it. */
final class Answers {

    static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);

    final ConversationId id;
    private final Conversation conversation;
    private final Transcript expected;
    private int last;
    private int element;
    private @Nullable Integer leaf;
    private boolean created;

    Answers(String id) {
        this.id = new ConversationId(id);
        this.conversation = new Conversation(this.id, "anna", "Title", "claude", TIME);
        this.expected = new Transcript(Snapshot.empty(Snapshot.Heading.of(conversation)));
    }

    Commit begin() {
        int turn = ++last;
        int message = ++last;
        element = ++last;
        var commit = commit(
                new Event.TurnStarted(turn, TIME),
                new Event.MessageStarted(message, leaf, List.of(), Role.ASSISTANT, "assistant", null, TIME, turn, null),
                new Event.ElementAdded(element, message, new Element.Markdown(""), TIME));
        leaf = message;
        return commit;
    }

    Commit say(String text) {
        return commit(new Event.TextAppended(element, text));
    }

    Commit end() {
        return commit(
                new Event.MessageEnded(element - 1, EndState.COMPLETE, TIME, null, null),
                new Event.TurnEnded(element - 2, EndState.COMPLETE, TIME));
    }

    Commit withReceipt(String command, String text) {
        var commit = say(text);
        return new Commit(id, commit.events(), List.of(new Receipt(command, "hash", null)), null);
    }

    private Commit commit(Event... events) {
        var creates = created ? null : conversation;
        created = true;
        return new Commit(
                id,
                Arrays.stream(events).map(event -> new LoggedEvent(1, event)).toList(),
                List.of(),
                creates);
    }

    /** It was kept. */
    void kept(Commit commit) {
        commit.events().forEach(logged -> expected.apply(logged.event()));
    }

    void keep(ConversationStore store, Commit commit) {
        store.commit(List.of(commit));
        kept(commit);
    }

    Snapshot expected() {
        return expected.snapshot();
    }
}
