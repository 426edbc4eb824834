package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Snapshot;
import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.util.UUID;

/** A conversation that has not begun, of an owner who was never here before, for whoever injects it. */
@Dependent
class SocketConversation {

    private final URI server = URI.create("http://" + RawHttp.authority());
    private final String id = SocketClient.newConversation();
    private final ConversationStore store;
    private final String owner;

    SocketConversation(ConversationStore store) throws Exception {
        this.store = store;
        owner = SocketClient.newOwner(server);
    }

    String id() {
        return id;
    }

    SocketClient connect() {
        return SocketClient.connect(server, id, owner);
    }

    SocketClient open() {
        return SocketClient.open(server, id, owner);
    }

    /** A reader of another conversation of the same owner. */
    SocketClient openAnother() {
        return SocketClient.open(server, SocketClient.newConversation(), owner);
    }

    Snapshot stored() {
        return store.snapshot(new ConversationId(id));
    }

    /** As readers see it: what the provider gets back is none of their business. */
    void assertShows(SocketClient reader) {
        assertThat(ConversationJson.write(reader.shown())).isEqualTo(ConversationJson.write(stored()));
    }

    static String command(String type, String fields) {
        return "{\"type\":\"" + type + "\",\"id\":\"" + UUID.randomUUID() + "\"," + fields + "}";
    }
}
