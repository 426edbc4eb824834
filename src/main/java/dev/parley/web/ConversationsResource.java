package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.ConversationSummary;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The owner's conversations by HTTP. */
@Path("/api/conversations")
@RunOnVirtualThread
public class ConversationsResource {

    private static final int LISTED = 200;

    private final ConversationStore store;
    private final Owners owners;
    private final AnswerStream answers;
    private final RequestReader requests;

    ConversationsResource(ConversationStore store, Owners owners, AnswerStream answers, WireConfig config) {
        this.requests = new RequestReader(config.maxCommandLength());
        this.store = store;
        this.owners = owners;
        this.answers = answers;
    }

    /** @param items the newest first */
    @RegisterForReflection
    record Listing(List<ConversationSummary> items) {}

    /** The newest first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list(@Context HttpServerRequest request) {
        var items = owners.find(request)
                .map(owner -> store.list(owner, false, null, LISTED))
                .orElse(List.of());
        return ConversationJson.write(new Listing(items));
    }

    /** The conversation as a socket's snapshot shows it. */
    @GET
    @Path("{conversation}")
    @Produces(MediaType.APPLICATION_JSON)
    public String read(@Context HttpServerRequest request, @PathParam("conversation") String conversation) {
        var id = owned(request, conversation);
        return ConversationJson.write(store.snapshot(id));
    }

    /**
     * Sends a message and streams the answer.
     *
     * @param body {@code {"text": …, "id"?: …, "handler"?: …}}; the same id again is answered with the same turn
     */
    @POST
    @Path("{conversation}/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Blocking
    public Multi<String> send(
            @Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        var owner = owners.findOrCreate(request)
                .orElseThrow(() -> new WireError(ErrorCode.NOT_FOUND, "There is no such conversation."));
        if (!ConversationId.isValid(conversation)) {
            throw new WireError(ErrorCode.NOT_FOUND, "There is no such conversation.");
        }
        return answers.send(owner, new ConversationId(conversation), requests.send(body));
    }

    private ConversationId owned(HttpServerRequest request, String conversation) {
        var owner = owners.find(request);
        if (owner.isEmpty()
                || !ConversationId.isValid(conversation)
                || !store.find(new ConversationId(conversation))
                        .map(Conversation::owner)
                        .equals(owner)) {
            throw new WireError(ErrorCode.NOT_FOUND, "There is no such conversation.");
        }
        return new ConversationId(conversation);
    }
}
