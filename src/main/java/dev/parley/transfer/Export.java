package dev.parley.transfer;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;

/** Writes conversations out, a few messages at a time. Blocks on the store and on whoever takes the bytes. Thread-safe. */
public final class Export {

    private final ConversationStore store;
    private final InstantSource clock;

    public Export(ConversationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** One conversation; the stream is flushed, and left open. */
    public void write(Conversation conversation, ExportFormat format, OutputStream to) throws IOException {
        switch (format) {
            case MARKDOWN -> new MarkdownExport(store).write(conversation, to);
            case HTML -> new HtmlExport(store, clock.instant()).write(conversation, to);
            case JSON -> {
                var json = new JsonExport(store, clock.instant(), to);
                json.write(conversation);
                json.end();
            }
        }
    }

    /** All that the owner has, as one JSON document; what is deleted meanwhile is left out. */
    public void writeAll(String owner, OutputStream to) throws IOException {
        var json = new JsonExport(store, clock.instant(), to);
        for (var id : store.all(owner)) {
            var conversation = store.find(id).filter(known -> !known.deleted());
            if (conversation.isPresent()) {
                json.write(conversation.get());
            }
        }
        json.end();
    }
}
