package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.auth.SignIn;
import dev.parley.auth.SignIn.Outcome;
import dev.parley.web.words.Language;
import dev.parley.web.words.LoginWords;
import dev.parley.web.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Where readers sign in, if there is anything to sign in with, and out. Works without scripts. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
class LoginResource {

    private static final String LOGIN = "/login";
    private static final String HOME = "/";
    private static final RestResponse.Status OK = RestResponse.Status.OK;

    private final SignIn signIn;
    private final Owners owners;
    private final Readers readers;
    private final PageAssets assets;
    private final LanguageChoice choice;

    LoginResource(SignIn signIn, Owners owners, Readers readers, PageAssets assets, LanguageChoice choice) {
        this.signIn = signIn;
        this.owners = owners;
        this.readers = readers;
        this.assets = assets;
        this.choice = choice;
    }

    /** Where to sign in in order to see a page. */
    static String addressFor(String page) {
        return page.equals(HOME) ? LOGIN : LOGIN + "?next=" + page;
    }

    @GET
    @Path("login")
    public RestResponse<String> form(@Context HttpServerRequest request, @QueryParam("next") @Nullable String next) {
        if (!signIn.offered()) {
            return RestResponse.notFound();
        }
        return owners.find(request).isPresent()
                ? PageResource.goTo(PageResource.ownPage(next))
                : form(request, OK, next, null);
    }

    @POST
    @Path("login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public RestResponse<String> enter(
            @Context HttpServerRequest request,
            @FormParam("secret") @Nullable String secret,
            @FormParam("next") @Nullable String next) {
        if (!signIn.offered()) {
            return RestResponse.notFound();
        }
        return switch (signIn.attempt(request, secret == null ? "" : secret)) {
            case Outcome.Accepted accepted -> {
                owners.beginSession(request, accepted.owner());
                yield PageResource.goTo(PageResource.ownPage(next));
            }
            case Outcome.Refused refused ->
                form(
                        request,
                        RestResponse.Status.FORBIDDEN,
                        next,
                        signIn.byToken()
                                ? words(request).wrongToken()
                                : words(request).wrongPassword());
            case Outcome.TooMany tooMany -> later(request, next, tooMany.again());
        };
    }

    /** Its sockets are closed as well, in every tab. */
    @POST
    @Path("logout")
    public RestResponse<String> leave(@Context HttpServerRequest request) {
        owners.endSession(request);
        readers.closeSignedOut();
        return PageResource.goTo(signIn.offered() ? LOGIN : HOME);
    }

    private LoginWords words(HttpServerRequest request) {
        return Words.bundle(LoginWords.class, choice.of(request));
    }

    private RestResponse<String> later(HttpServerRequest request, @Nullable String next, Duration wait) {
        long seconds = wait.toSeconds() + 1;
        var answer = form(request, RestResponse.Status.TOO_MANY_REQUESTS, next, tooMany(words(request), seconds));
        answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds);
        return answer;
    }

    private static String tooMany(LoginWords words, long seconds) {
        return seconds <= 90
                ? words.tooManySeconds(String.valueOf(seconds))
                : words.tooManyMinutes(String.valueOf((seconds + 59) / 60));
    }

    private RestResponse<String> form(
            HttpServerRequest request, RestResponse.Status status, @Nullable String next, @Nullable String problem) {
        var language = choice.of(request);
        var policy = ContentSecurityPolicy.fresh();
        String html = Templates.login(
                        policy.nonce(), assets.style(), signIn.byToken(), PageResource.ownPage(next), problem, language)
                .setLocale(language.tag())
                .render();
        return RestResponse.ResponseBuilder.<String>create(status)
                .entity(html)
                .header(ContentSecurityPolicy.HEADER, policy.header())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance login(
                String nonce, String style, boolean byToken, String next, @Nullable String problem, Language language);
    }
}
