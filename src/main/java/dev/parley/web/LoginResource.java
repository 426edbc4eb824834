package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.auth.SignIn;
import dev.parley.auth.SignIn.Outcome;
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
import java.net.URI;
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

    LoginResource(SignIn signIn, Owners owners, Readers readers, PageAssets assets) {
        this.signIn = signIn;
        this.owners = owners;
        this.readers = readers;
        this.assets = assets;
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
        return owners.find(request).isPresent() ? goTo(ownPage(next)) : form(OK, next, null);
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
                yield goTo(ownPage(next));
            }
            case Outcome.Refused refused ->
                form(
                        RestResponse.Status.FORBIDDEN,
                        next,
                        signIn.byToken() ? "Nobody has this token." : "That is not the password.");
            case Outcome.TooMany tooMany -> later(next, tooMany.again());
        };
    }

    /** Its sockets are closed as well, in every tab. */
    @POST
    @Path("logout")
    public RestResponse<String> leave(@Context HttpServerRequest request) {
        owners.endSession(request);
        readers.closeSignedOut();
        return goTo(signIn.offered() ? LOGIN : HOME);
    }

    private RestResponse<String> later(@Nullable String next, Duration wait) {
        long seconds = wait.toSeconds() + 1;
        var answer = form(
                RestResponse.Status.TOO_MANY_REQUESTS,
                next,
                "Too many attempts. Try again in " + inWords(seconds) + ".");
        answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds);
        return answer;
    }

    private static String inWords(long seconds) {
        return seconds <= 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    private RestResponse<String> form(RestResponse.Status status, @Nullable String next, @Nullable String problem) {
        var policy = ContentSecurityPolicy.fresh();
        String html = Templates.login(policy.nonce(), assets.style(), signIn.byToken(), ownPage(next), problem)
                .render();
        return RestResponse.ResponseBuilder.<String>create(status)
                .entity(html)
                .header(ContentSecurityPolicy.HEADER, policy.header())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** 303: what follows is got, not posted again. */
    private static RestResponse<String> goTo(String page) {
        return RestResponse.ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER)
                .location(URI.create(page))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** Nobody is sent elsewhere, whatever the address said. */
    private static String ownPage(@Nullable String next) {
        return next != null && PageResource.isPage(next) ? next : HOME;
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance login(
                String nonce, String style, boolean byToken, String next, @Nullable String problem);
    }
}
