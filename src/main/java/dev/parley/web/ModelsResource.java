package dev.parley.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.conversation.ConversationJson;
import dev.parley.turn.Models;
import dev.parley.turn.OfferedModel;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which models may be chosen. */
@Path("/api/models")
@RunOnVirtualThread
public class ModelsResource {

    private final Models models;

    ModelsResource(Models models) {
        this.models = models;
    }

    /**
     * @param usual the id of the model that answers where nobody chooses
     * @param effort how hard it tries where nobody chooses; null for each model's own choice
     * @param longestPrompt the longest system prompt, in characters
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listing(
            List<OfferedModel> items,
            @Nullable String usual,
            @Nullable String effort,
            int longestPrompt) {}

    /** In the order to show them. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String list() {
        return ConversationJson.write(
                new Listing(models.offered(), models.usual(), models.usualEffort(), models.longestPrompt()));
    }
}
