package dev.parley.web;

import dev.parley.turn.Command;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** What is running stopped, which branch is shown, and what a question is answered with. */
@Path("/api/conversations/{conversation}")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TurnsResource {

    private final OwnConversations own;
    private final Commands commands;
    private final BodyReader bodies;

    TurnsResource(OwnConversations own, Commands commands, WireConfig config) {
        this.own = own;
        this.commands = commands;
        this.bodies = new BodyReader(config.maxCommandLength());
    }

    /** @param body {@code {"turn": …, "id"?: …}}; a turn that has ended stays as it is */
    @POST
    @Path("stop")
    public void stop(@Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        carryOut(request, conversation, bodies.stop(body));
    }

    /** @param body {@code {"message": …, "id"?: …}} */
    @POST
    @Path("branch")
    public void branch(
            @Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        carryOut(request, conversation, bodies.branch(body));
    }

    /** @param body {@code {"element": …, "answer": …, "id"?: …}}; the turn that waits goes on, or a new one begins */
    @POST
    @Path("answer")
    public void answer(
            @Context HttpServerRequest request, @PathParam("conversation") String conversation, String body) {
        carryOut(request, conversation, bodies.answer(body));
    }

    private void carryOut(HttpServerRequest request, String conversation, Command command) {
        var found = own.find(request, conversation);
        commands.carryOut(found.owner(), found.id(), command);
    }
}
