package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** A conversation's messages: read, and what makes new ones, with the answer as a stream. */
@Path("/api/conversations/{conversation}/messages")
public class MessagesResource {

    private final ConversationStore store;
    private final OwnConversations own;
    private final AnswerStream answers;
    private final BodyReader bodies;

    MessagesResource(ConversationStore store, OwnConversations own, AnswerStream answers, WireConfig config) {
        this.store = store;
        this.own = own;
        this.answers = answers;
        this.bodies = new BodyReader(config.maxCommandLength());
    }

    /** Messages of the shown path, upwards: the last ones, or those above {@code before}. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public String read(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit) {
        var id = own.find(request, conversation).id();
        int wanted = Parameters.limit(limit, PathWindow.USUAL, PathWindow.MOST);
        return ConversationJson.write(
                before == null
                        ? PathWindow.last(store, id, wanted)
                        : PathWindow.above(store, id, Parameters.message(before), wanted));
    }

    /**
     * Sends a message and streams the answer. The conversation comes into being with its first one.
     *
     * @param body {@code {"text": …, "id"?: …, "handler"?: …}}; the same id again is answered with the same turn
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    public Multi<String> send(
            @Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        var id = OwnConversations.id(conversation);
        var send = bodies.send(body);
        return answers.of(own.ownerOrNew(request), id, send);
    }

    /** @param body {@code {"text": …, "id"?: …}} */
    @POST
    @Path("{message}/edit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    public Multi<String> edit(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @PathParam("message") String message,
            String body) {
        var found = own.find(request, conversation);
        return answers.of(found.owner(), found.id(), bodies.edit(Parameters.message(message), body));
    }

    /** @param body {@code {"id"?: …}} or nothing */
    @POST
    @Path("{message}/regenerate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    public Multi<String> regenerate(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @PathParam("message") String message,
            @Nullable String body) {
        var found = own.find(request, conversation);
        return answers.of(found.owner(), found.id(), bodies.regenerate(Parameters.message(message), body));
    }

    /** @param body {@code {"id"?: …}} or nothing */
    @POST
    @Path("{message}/continue")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    public Multi<String> goOn(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @PathParam("message") String message,
            @Nullable String body) {
        var found = own.find(request, conversation);
        return answers.of(found.owner(), found.id(), bodies.goOn(Parameters.message(message), body));
    }
}
