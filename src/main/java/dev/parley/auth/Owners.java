package dev.parley.auth;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows a request's owner: a script by its bearer token; a browser by its session, by the name that a proxy gave it, or by a
 * random cookie. Only a hash of the random cookie is used as the owner's name, so that what is stored lets nobody in.
 */
@Singleton
public class Owners {

    private static final String EVERYONE = "shared";
    private static final String BEARER = "Bearer ";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final int SECRET_BYTES = 24;
    private static final Duration BROWSER_AGE = Duration.ofDays(400);

    private final Access access;
    private final boolean shared;
    private final Tokens tokens;
    private final Sessions sessions;
    private final @Nullable ProxyHeader proxy;
    private final Cookies browserCookie;
    private final Cookies sessionCookie;
    private final Secrets secrets = new Secrets();

    Owners(AuthConfig config, Origins origins, Tokens tokens, Sessions sessions) {
        this.access = config.access().orElse(Access.OPEN);
        this.shared = config.shared();
        this.tokens = tokens;
        this.sessions = sessions;
        this.proxy = access == Access.PROXY_HEADER ? new ProxyHeader(config.proxy()) : null;
        this.browserCookie = new Cookies("parley-owner", origins);
        this.sessionCookie = new Cookies("parley-session", origins);
    }

    /** Who asks; empty for whoever is not admitted, or was never here. */
    public Optional<Admitted> identify(HttpServerRequest request) {
        var known = identifyOwn(request);
        return shared ? known.or(() -> newcomer(request)).map(Owners::sharing) : known;
    }

    private Optional<Admitted> identifyOwn(HttpServerRequest request) {
        var script = bearer(request).flatMap(tokens::owner).map(owner -> new Admitted(owner, null));
        if (script.isPresent()) {
            return script;
        }
        return switch (access) {
            // A proxy may have a use of its own for the header.
            case PROXY_HEADER -> named(request);
            case PASSWORD, TOKEN -> namesToken(request) ? Optional.empty() : signedIn(request);
            case OPEN -> namesToken(request) ? Optional.empty() : browser(request);
        };
    }

    private Optional<Admitted> named(HttpServerRequest request) {
        return proxy == null ? Optional.empty() : proxy.owner(request).map(owner -> new Admitted(owner, null));
    }

    private Optional<Admitted> signedIn(HttpServerRequest request) {
        return sessionCookie
                .value(request)
                .flatMap(sessions::find)
                .map(session -> new Admitted(session.owner(), session));
    }

    private Optional<Admitted> browser(HttpServerRequest request) {
        return browserCookie
                .value(request)
                .filter(secret -> SECRET.matcher(secret).matches())
                .map(secret -> new Admitted(browser(secret), null));
    }

    /** Where all share, whoever may become an owner is the one that there is. */
    private Optional<Admitted> newcomer(HttpServerRequest request) {
        return admitsNewcomers() && !namesToken(request) ? Optional.of(new Admitted(EVERYONE, null)) : Optional.empty();
    }

    private static Admitted sharing(Admitted one) {
        return new Admitted(EVERYONE, one.session());
    }

    /** The owner who asks; empty for whoever is not admitted, or was never here. */
    public Optional<String> find(HttpServerRequest request) {
        return identify(request).map(Admitted::owner);
    }

    /** Whether the request may go on: it has an owner, or may become one. */
    public boolean admits(HttpServerRequest request) {
        return (admitsNewcomers() && !namesToken(request)) || identify(request).isPresent();
    }

    private boolean admitsNewcomers() {
        return access == Access.OPEN;
    }

    /** The owner who asks; where anybody may, a browser that was never here becomes one by the cookie in the response. */
    public Optional<String> findOrCreate(HttpServerRequest request) {
        var known = find(request);
        if (known.isPresent() || !admits(request)) {
            return known;
        }
        String secret = secrets.random(SECRET_BYTES);
        browserCookie.set(request, secret, BROWSER_AGE);
        return Optional.of(browser(secret));
    }

    /** Whether the request names a token; it may be an unknown one. */
    public boolean namesToken(HttpServerRequest request) {
        return bearer(request).isPresent();
    }

    /** Other schemes are those of a proxy that stands before this server. */
    static Optional<String> bearer(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /** Whether there is a session to sign out of. */
    public boolean isSignedIn(HttpServerRequest request) {
        return identify(request).map(Admitted::session).isPresent();
    }

    /** Whoever has proved to be {@code owner} is, from the next request on. */
    public void beginSession(HttpServerRequest request, String owner) {
        sessionCookie.set(request, sessions.begin(owner), sessions.lifetime());
    }

    /** Lets a reader who comes back stay signed in. */
    public void prolongSession(HttpServerRequest request) {
        signedIn(request)
                .map(Admitted::session)
                .map(sessions::prolong)
                .ifPresent(cookie -> sessionCookie.set(request, cookie, sessions.lifetime()));
    }

    /** Signs the reader out, here and wherever the session's cookie has been copied to. */
    public void endSession(HttpServerRequest request) {
        signedIn(request).map(Admitted::session).ifPresent(sessions::end);
        sessionCookie.remove(request);
    }

    private static String browser(String secret) {
        return "browser:" + Secrets.encode(Secrets.sha256(secret));
    }
}
