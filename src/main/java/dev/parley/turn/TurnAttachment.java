package dev.parley.turn;

import dev.parley.chat.ChatAttachment;
import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobStore;
import java.io.InputStream;

/** A reader's file as the handler sees it. */
record TurnAttachment(BlobStore store, Blob blob) implements ChatAttachment {

    @Override
    public String name() {
        return blob.name();
    }

    @Override
    public String mediaType() {
        return blob.mediaType();
    }

    @Override
    public long size() {
        return blob.size();
    }

    @Override
    public InputStream open() {
        return store.open(blob);
    }
}
