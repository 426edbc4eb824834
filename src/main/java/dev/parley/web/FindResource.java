package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.SearchQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds words in one conversation, so that its reader can go from message to message. */
@Path("/api/conversations/{conversation}/find")
@RunOnVirtualThread
public class FindResource {

    private final ConversationStore store;
    private final OwnConversations own;

    FindResource(ConversationStore store, OwnConversations own) {
        this.store = store;
        this.own = own;
    }

    /** @param messages from the first to the last */
    @RegisterForReflection
    record Found(List<Integer> messages) {}

    /** Only messages of the shown path: to show another one would change the branch. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String find(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @QueryParam("q") @Nullable String words) {
        var id = own.find(request, conversation).id();
        var hits = new HashSet<>(store.search(id, SearchQuery.of(Parameters.required("q", words))));
        return ConversationJson.write(
                new Found(store.shownPath(id).stream().filter(hits::contains).toList()));
    }
}
