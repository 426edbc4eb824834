package dev.parley.web;

import dev.parley.web.words.Language;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where a reader chooses the language of the page; works without scripts. */
@Path("language")
class LanguageResource {

    private final LanguageChoice choice;

    LanguageResource(LanguageChoice choice) {
        this.choice = choice;
    }

    /** An unknown language changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public RestResponse<String> choose(
            @Context HttpServerRequest request,
            @FormParam("language") @Nullable String language,
            @FormParam("next") @Nullable String next) {
        Language.of(language).ifPresent(chosen -> choice.keep(request, chosen));
        return PageResource.goTo(PageResource.ownPage(next));
    }
}
