package dev.parley.web;

import dev.parley.budget.Budget;
import dev.parley.budget.Remainder;
import dev.parley.conversation.ConversationJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the owner may still spend. */
@Path("/api/budget")
@RunOnVirtualThread
public class BudgetResource {

    private final Budget budget;
    private final OwnConversations own;

    BudgetResource(Budget budget, OwnConversations own) {
        this.budget = budget;
        this.own = own;
    }

    @RegisterForReflection
    record Listing(List<Remainder> items) {}

    /** Nothing where nothing is limited. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String left(@Context HttpServerRequest request) {
        return ConversationJson.write(
                new Listing(own.owner(request).map(budget::left).orElse(List.of())));
    }
}
