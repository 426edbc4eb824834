package dev.parley.turn;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.Commit;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.LoggedEvent;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.conversation.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation written straight into a store. A message's only element has its number times 100. */
final class StoredConversation {

    final MemoryConversationStore store = new MemoryConversationStore();
    final ConversationId id = new ConversationId("conversation-1");

    StoredConversation() {
        store.commit(List.of(
                new Commit(id, List.of(), List.of(), new Conversation(id, "anna", "Title", "claude", Instant.EPOCH))));
    }

    /** A file that was kept. */
    BlobId file() {
        var blob = new Blob(
                BlobId.random(), new BlobOrigin(id, "anna", "application/octet-stream", "kept"), 0, Instant.EPOCH);
        store.blobs().begin(blob);
        store.blobs().append(blob.id(), new byte[1]);
        store.blobs().complete(blob.id());
        return blob.id();
    }

    StoredConversation user(int message, @Nullable Integer parent, String text) {
        return message(message, parent, Role.USER, text, EndState.COMPLETE, null);
    }

    StoredConversation answer(int message, int parent, String text) {
        return answer(message, parent, text, EndState.COMPLETE, "end_turn");
    }

    StoredConversation answer(int message, int parent, String text, EndState state, @Nullable String stopReason) {
        return message(message, parent, Role.ASSISTANT, text, state, stopReason);
    }

    /** Still before its end, so after it in the order of events, which the fold does not mind. */
    StoredConversation block(int message, String provider, String json) {
        return events(new Event.BlockKept(message, new KeptBlock(provider, "model-1", json)));
    }

    StoredConversation events(Event... events) {
        store.commit(List.of(new Commit(
                id,
                Arrays.stream(events).map(event -> new LoggedEvent(1, event)).toList(),
                List.of(),
                null)));
        return this;
    }

    StoredConversation message(
            int message,
            @Nullable Integer parent,
            Role role,
            String text,
            EndState state,
            @Nullable String stopReason) {
        return events(
                new Event.MessageStarted(message, parent, List.of(), role, "name", null, Instant.EPOCH, 0, null),
                new Event.ElementAdded(message * 100, message, new Element.Markdown(text), Instant.EPOCH),
                new Event.MessageEnded(message, state, Instant.EPOCH, stopReason, null));
    }
}
