package dev.parley.web;

import dev.parley.conversation.ConversationJson;
import dev.parley.turn.Models;
import dev.parley.turn.OfferedPreset;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The settings that the operator proposes. */
@Path("/api/presets")
public class PresetsResource {

    private final Models models;

    PresetsResource(Models models) {
        this.models = models;
    }

    @RegisterForReflection
    record Listing(List<OfferedPreset> items) {}

    /** In the order of their names. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list() {
        return ConversationJson.write(new Listing(models.presets()));
    }
}
