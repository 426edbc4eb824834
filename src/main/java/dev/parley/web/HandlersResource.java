package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.turn.Handlers;
import dev.parley.turn.OfferedHandler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who may be asked. */
@Path("/api/handlers")
public class HandlersResource {

    private final Handlers handlers;

    HandlersResource(Handlers handlers) {
        this.handlers = handlers;
    }

    @RegisterForReflection
    record Listing(List<OfferedHandler> items) {}

    /** The usual one first. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list() {
        return ConversationJson.write(new Listing(handlers.offered()));
    }
}
