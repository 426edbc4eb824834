package dev.parley.turn;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobOrigin;
import dev.parley.log.BlobWriter;
import dev.parley.log.ConversationLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;

/** Keeps the bytes that a handler writes. Blocks on the store. */
record TurnFiles(ConversationLog log, BlobWriter writer) {

    /**
     * @param bytes read to the end and closed
     * @throws dev.parley.conversation.BlobRefused for more than may be kept
     */
    Blob keep(String name, String mediaType, InputStream bytes) {
        var conversation = log.conversation();
        if (conversation == null) {
            throw new IllegalStateException("A conversation that was never created");
        }
        try (bytes) {
            return writer.keep(new BlobOrigin(log.id(), conversation.owner(), mediaType, name), bytes);
        } catch (InterruptedIOException e) {
            throw new TurnEndedException();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot be read to its end: " + name, e);
        }
    }
}
