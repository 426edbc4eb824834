package dev.parley.web;

import dev.parley.model.ModelProvider;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The page: the same document for each conversation, which its script opens by the address. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class PageResource {

    /** In UTF-16 units, as browsers count; longer than any prompt that a model takes in one piece. */
    private static final int LONGEST_TEXT = 200_000;

    private final ModelProvider models;

    PageResource(ModelProvider models) {
        this.models = models;
    }

    @GET
    public RestResponse<String> newConversation() {
        return page();
    }

    @GET
    @Path("c/{conversation:[A-Za-z0-9_-]{8,64}}")
    public RestResponse<String> conversation() {
        return page();
    }

    private RestResponse<String> page() {
        var policy = ContentSecurityPolicy.fresh();
        String html = Templates.page(policy.nonce(), models.scripted(), List.of("claude"), LONGEST_TEXT)
                .render();
        return RestResponse.ResponseBuilder.ok(html)
                .header(ContentSecurityPolicy.HEADER, policy.header())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance page(String nonce, boolean scripted, List<String> handlers, int longestText);
    }
}
