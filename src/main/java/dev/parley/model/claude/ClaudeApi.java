package dev.parley.model.claude;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The Messages API as a REST client. It is built by {@link ClaudeClient}, not injected, because where it points is
 * known only at run time; the annotation has its code generated.
 */
@RegisterRestClient(configKey = "claude-api")
@Path("/v1")
public interface ClaudeApi {

    /** The answer's bytes as they come: {@link RawStream} keeps them from the client's own SSE reader. */
    @POST
    @Path("/messages")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    Multi<byte[]> messages(
            @HeaderParam("x-api-key") @Nullable String key,
            @HeaderParam("anthropic-version") String version,
            @HeaderParam("anthropic-beta") @Nullable String beta,
            byte[] body);

    @GET
    @Path("/models")
    @Produces(MediaType.APPLICATION_JSON)
    Uni<String> models(
            @HeaderParam("x-api-key") @Nullable String key,
            @HeaderParam("anthropic-version") String version,
            @HeaderParam("anthropic-beta") @Nullable String beta,
            @QueryParam("limit") int limit,
            @QueryParam("after_id") @Nullable String after);
}
