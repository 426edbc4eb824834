package dev.parley.transfer;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import java.io.InputStream;
import java.util.Optional;

/** The files of the conversation that leaves, and no others. Blocks on the store. */
record ConversationFiles(BlobStore blobs, ConversationId conversation) {

    Optional<Blob> find(BlobId id) {
        return blobs.find(conversation, id);
    }

    /** Its bytes, of which one piece at a time is in memory. */
    InputStream open(Blob blob) {
        return blobs.open(blob);
    }
}
