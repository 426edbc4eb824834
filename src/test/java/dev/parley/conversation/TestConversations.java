package dev.parley.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conversations as stores are given them, and found there again. */
final class TestConversations {

    static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    static final ConversationId FIRST = new ConversationId("first-conversation");
    static final ConversationId SECOND = new ConversationId("second-conversation");

    private TestConversations() {}

    static Conversation conversation(ConversationId id, String owner) {
        return new Conversation(id, owner, "Title", "claude", TIME);
    }

    static Commit creation(ConversationId id, String owner, Event... events) {
        return new Commit(id, logged(1, events), List.of(), conversation(id, owner));
    }

    static Commit more(ConversationId id, long offset, Event... events) {
        return new Commit(id, logged(offset, events), List.of(), null);
    }

    static List<LoggedEvent> logged(long offset, Event... events) {
        var logged = new ArrayList<LoggedEvent>();
        for (var event : events) {
            logged.add(new LoggedEvent(offset + logged.size(), event));
        }
        return logged;
    }

    static Event message(int id, @Nullable Integer parent, Integer... siblings) {
        return new Event.MessageStarted(id, parent, List.of(siblings), Role.USER, "user", null, TIME, 1, null);
    }

    static Event added(int id, int container, String text) {
        return new Event.ElementAdded(id, container, new Element.Markdown(text), TIME);
    }

    static Event status(int id, int container) {
        return new Event.ElementAdded(id, container, new Step.Status("Working", Step.State.RUNNING, true), TIME);
    }

    static Event ended(int message) {
        return new Event.MessageEnded(message, EndState.COMPLETE, TIME, null, null);
    }

    /** Where the words are, each as its conversation and message. */
    static List<String> found(ConversationStore store, String owner, String query) {
        return store.search(owner, SearchQuery.of(query), null, 20).stream()
                .map(hit -> hit.conversation().id() + " " + hit.message())
                .toList();
    }
}
