package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The one place that says which conversations a request may touch: all others are not there. */
@Singleton
class OwnConversations {

    private final Owners owners;
    private final ConversationStore store;

    OwnConversations(Owners owners, ConversationStore store) {
        this.owners = owners;
        this.store = store;
    }

    /** Who asks; empty for a browser that was never here, which has nothing. */
    Optional<String> owner(HttpServerRequest request) {
        return owners.find(request);
    }

    /** Who asks; a browser that was never here becomes an owner. */
    String ownerOrNew(HttpServerRequest request) {
        return owners.findOrCreate(request).orElseThrow(OwnConversations::notFound);
    }

    /** The asking owner's conversation; one that was deleted is not found. */
    Conversation find(HttpServerRequest request, String conversation) {
        return found(request, conversation).filter(known -> !known.deleted()).orElseThrow(OwnConversations::notFound);
    }

    Conversation findEvenDeleted(HttpServerRequest request, String conversation) {
        return found(request, conversation).orElseThrow(OwnConversations::notFound);
    }

    /** Who asks, for what will belong to a conversation that is theirs, or that nobody has begun. */
    String ownerOfOwnOrNew(HttpServerRequest request, ConversationId conversation) {
        String owner = ownerOrNew(request);
        boolean foreign = store.find(conversation)
                .filter(known -> known.deleted() || !known.owner().equals(owner))
                .isPresent();
        if (foreign) {
            throw notFound();
        }
        return owner;
    }

    /** A file of the asking owner's conversation, which may not have begun. */
    Blob file(HttpServerRequest request, String conversation, String file) {
        return owner(request)
                .filter(known -> BlobId.isValid(file))
                .flatMap(known -> store.blobs().find(known, new BlobId(file)))
                .filter(blob -> blob.conversation().value().equals(conversation))
                .orElseThrow(() -> new WireError(ErrorCode.NOT_FOUND, "There is no such file."));
    }

    /** An id by which a conversation may come into being; the turns see to whose it is. */
    static ConversationId id(String conversation) {
        if (!ConversationId.isValid(conversation)) {
            throw notFound();
        }
        return new ConversationId(conversation);
    }

    ConversationSummary summary(ConversationId conversation) {
        var known = store.find(conversation).orElseThrow(OwnConversations::notFound);
        return ConversationSummary.of(known, store.snapshot(conversation).turn() != null);
    }

    private Optional<Conversation> found(HttpServerRequest request, String conversation) {
        var owner = owners.find(request);
        return ConversationId.isValid(conversation)
                ? store.find(new ConversationId(conversation))
                        .filter(known -> owner.filter(known.owner()::equals).isPresent())
                : Optional.empty();
    }

    static WireError notFound() {
        return new WireError(ErrorCode.NOT_FOUND, "There is no such conversation.");
    }
}
