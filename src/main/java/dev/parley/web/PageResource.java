package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.turn.Handlers;
import dev.parley.turn.TurnConfig;
import dev.parley.turn.Turns;
import dev.parley.web.words.Language;
import dev.parley.web.words.Words;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The page: the same document for each conversation, which its script opens by the address. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class PageResource {

    private static final String ID = "[A-Za-z0-9_-]{8,64}";
    private static final Pattern PAGE = Pattern.compile("/|/c/" + ID);

    private final Turns turns;
    private final Handlers handlers;
    private final TurnConfig limits;
    private final Owners owners;
    private final ConversationStore store;
    private final PageAssets assets;
    private final LanguageChoice choice;
    private final Words words;

    PageResource(
            Turns turns,
            Handlers handlers,
            TurnConfig limits,
            Owners owners,
            ConversationStore store,
            PageAssets assets,
            LanguageChoice choice,
            Words words) {
        this.turns = turns;
        this.handlers = handlers;
        this.limits = limits;
        this.owners = owners;
        this.store = store;
        this.assets = assets;
        this.choice = choice;
        this.words = words;
    }

    @GET
    public RestResponse<String> newConversation(@Context HttpServerRequest request) {
        return page(request);
    }

    @GET
    @Path("c/{conversation:" + ID + "}")
    public RestResponse<String> conversation(@Context HttpServerRequest request) {
        return page(request);
    }

    /** Whether a path is one that the page is at. */
    static boolean isPage(String path) {
        return PAGE.matcher(path).matches();
    }

    /** Nobody is sent elsewhere, whatever an address said. */
    static String ownPage(@Nullable String next) {
        return next != null && isPage(next) ? next : "/";
    }

    /** 303: what follows is got, not posted again. */
    static RestResponse<String> goTo(String page) {
        return RestResponse.ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER)
                .location(URI.create(page))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private RestResponse<String> page(HttpServerRequest request) {
        // So that the socket, which the page opens next, finds a known browser.
        owners.findOrCreate(request);
        owners.prolongSession(request);
        var language = choice.of(request);
        var policy = ContentSecurityPolicy.fresh();
        String html = Templates.page(
                        policy.nonce(),
                        assets.script(),
                        assets.style(),
                        assets.mathStyle(),
                        assets.toolsStyle(),
                        assets.printStyle(),
                        turns.scripted(),
                        LaunchMode.current() == LaunchMode.DEVELOPMENT,
                        ConversationJson.write(handlers.offered()),
                        limits.maxMessageLength(),
                        store.blobs().limits().largest(),
                        owners.isSignedIn(request),
                        language,
                        List.of(Language.values()),
                        words.json(language))
                .setLocale(language.tag())
                .render();
        return RestResponse.ResponseBuilder.ok(html)
                .header(ContentSecurityPolicy.HEADER, policy.header())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @CheckedTemplate
    static class Templates {

        private Templates() {}

        static native TemplateInstance page(
                String nonce,
                String script,
                String style,
                String mathStyle,
                String toolsStyle,
                String printStyle,
                boolean scripted,
                boolean development,
                String handlers,
                int longestText,
                long largestFile,
                boolean signedIn,
                Language language,
                List<Language> languages,
                String words);
    }
}
