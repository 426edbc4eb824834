package dev.parley.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The document in which HTML of a model's making is shown: always the same one, told by the page what to show. The
 * sandbox gives it an origin of its own, so that it reaches neither the page nor the reader's cookies; its policy leaves
 * it no network; and where it might go instead is the page's policy to say.
 */
@Path("/frame")
class FrameResource {

    private static final String POLICY = String.join(
            "; ",
            "sandbox allow-scripts",
            "default-src 'none'",
            "script-src 'unsafe-inline'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "frame-ancestors 'self'");

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public RestResponse<String> frame() {
        return RestResponse.ResponseBuilder.ok(Templates.frame().render())
                .header(ContentSecurityPolicy.HEADER, POLICY)
                .build();
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance frame();
    }
}
