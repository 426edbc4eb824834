package dev.parley.web;

import dev.parley.web.words.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** What a browser keeps in order to say that the server cannot be reached: a page, and the worker that shows it then. */
@Path("/")
class OfflineResource {

    private final PageAssets assets;
    private final LanguageChoice choice;

    OfflineResource(PageAssets assets, LanguageChoice choice) {
        this.assets = assets;
        this.choice = choice;
    }

    @GET
    @Path("offline")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public RestResponse<String> page(@Context HttpServerRequest request) {
        var language = choice.of(request);
        var policy = ContentSecurityPolicy.fresh();
        String html = Templates.offline(policy.nonce(), assets.style(), language)
                .setLocale(language.tag())
                .render();
        return RestResponse.ResponseBuilder.ok(html)
                .header(ContentSecurityPolicy.HEADER, policy.header())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    /** Another style sheet makes it another worker, which keeps its page anew. */
    @GET
    @Path("worker.js")
    @Produces("text/javascript;charset=UTF-8")
    public RestResponse<String> worker() {
        return RestResponse.ResponseBuilder.ok(Templates.worker(assets.style()).render())
                .header(ContentSecurityPolicy.HEADER, "default-src 'none'; connect-src 'self'")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance offline(String nonce, String style, Language language);

        static native TemplateInstance worker(String style);
    }
}
