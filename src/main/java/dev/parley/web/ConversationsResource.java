package dev.parley.web;

import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import dev.parley.turn.Command;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The owner's conversations: listed, read, filed, deleted and brought back. */
@Path("/api/conversations")
@RunOnVirtualThread
public class ConversationsResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final ConversationStore store;
    private final OwnConversations own;
    private final Commands commands;
    private final BodyReader bodies;

    ConversationsResource(ConversationStore store, OwnConversations own, Commands commands, WireConfig config) {
        this.store = store;
        this.own = own;
        this.commands = commands;
        this.bodies = new BodyReader(config.maxCommandLength());
    }

    /** @param next null at the end */
    @RegisterForReflection
    record Listing(
            List<ConversationSummary> items, @Nullable String next) {}

    /** Pinned ones first, then the last changed. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(
            @Context HttpServerRequest request,
            @QueryParam("archived") @Nullable String archived,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        boolean fromArchive = Parameters.flag("archived", archived);
        int wanted = Parameters.limit(limit, USUAL, MOST);
        var place = PageCursor.list(after);
        var found = own.owner(request)
                .map(owner -> store.list(owner, fromArchive, place, wanted + 1))
                .orElse(List.of());
        return ConversationJson.write(listing(found, wanted));
    }

    private static Listing listing(List<ConversationSummary> found, int wanted) {
        if (found.size() <= wanted) {
            return new Listing(found, null);
        }
        var shown = found.subList(0, wanted);
        return new Listing(shown, PageCursor.of(shown.getLast().place()));
    }

    /** The conversation as a socket's snapshot shows it. */
    @GET
    @Path("{conversation}")
    @Produces(MediaType.APPLICATION_JSON)
    public String read(@Context HttpServerRequest request, @PathParam("conversation") String conversation) {
        var found = own.find(request, conversation);
        return ConversationJson.write(store.snapshot(found.id()));
    }

    /** What its answers have cost so far. */
    @GET
    @Path("{conversation}/usage")
    @Produces(MediaType.APPLICATION_JSON)
    public String usage(@Context HttpServerRequest request, @PathParam("conversation") String conversation) {
        var found = own.find(request, conversation);
        return ConversationJson.write(ConversationUsage.of(store, found.id()));
    }

    /** @param body {@code {"title"?: …, "pinned"?: …, "archived"?: …, "settings"?: …, "id"?: …}}: all of it or nothing */
    @PATCH
    @Path("{conversation}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String change(
            @Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        var found = own.find(request, conversation);
        var file = bodies.file(body);
        if (!file.isEmpty()) {
            commands.carryOut(found.owner(), found.id(), file);
        }
        return summary(found);
    }

    /** Stops what runs; can be taken back until the conversation is removed for good. */
    @DELETE
    @Path("{conversation}")
    public void delete(@Context HttpServerRequest request, @PathParam("conversation") String conversation) {
        var found = own.find(request, conversation);
        commands.carryOut(found.owner(), found.id(), new Command.Delete(Fields.newId()));
    }

    @POST
    @Path("{conversation}/restore")
    @Produces(MediaType.APPLICATION_JSON)
    public String restore(@Context HttpServerRequest request, @PathParam("conversation") String conversation) {
        var found = own.findEvenDeleted(request, conversation);
        commands.carryOut(found.owner(), found.id(), new Command.Restore(Fields.newId()));
        return summary(found);
    }

    private String summary(Conversation conversation) {
        return ConversationJson.write(own.summary(conversation.id()));
    }
}
