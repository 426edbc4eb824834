package dev.parley.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows a request's owner: a script by its bearer token, a browser by a random cookie. Only a hash of the cookie is used
 * as the owner's name, so that what is stored lets nobody in.
 */
@Singleton
public class Owners {

    private static final String COOKIE = "parley-owner";
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final long COOKIE_AGE = Duration.ofDays(400).toSeconds();
    private static final String BEARER = "Bearer ";

    private final Map<String, String> tokens;
    private final SecureRandom random = new SecureRandom();

    Owners(AuthConfig config) {
        this.tokens = Map.copyOf(config.tokens());
        tokens.forEach((name, token) -> {
            if (token.length() < 16) {
                throw new IllegalArgumentException("parley.tokens." + name + " must have at least 16 characters");
            }
        });
    }

    /** The owner who asks; empty for a browser that was never here, and for a token that nobody has. */
    public Optional<String> find(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return bearer(authorization);
        }
        var cookie = request.getCookie(cookieName(request));
        return cookie == null || !SECRET.matcher(cookie.getValue()).matches()
                ? Optional.empty()
                : Optional.of(browser(cookie.getValue()));
    }

    /** The owner who asks; a browser that was never here becomes one by the cookie in the response. */
    public Optional<String> findOrCreate(HttpServerRequest request) {
        var known = find(request);
        if (known.isPresent() || request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return known;
        }
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        request.response()
                .addCookie(Cookie.cookie(cookieName(request), secret)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(request.isSSL())
                        .setSameSite(CookieSameSite.LAX)
                        .setMaxAge(COOKIE_AGE));
        return Optional.of(browser(secret));
    }

    /** Whether the request names a token; it may be an unknown one. */
    public boolean namesToken(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private Optional<String> bearer(String authorization) {
        if (!authorization.startsWith(BEARER)) {
            return Optional.empty();
        }
        byte[] presented = sha256(authorization.substring(BEARER.length()));
        @Nullable String owner = null;
        for (var token : tokens.entrySet()) {
            // All are compared, each in constant time, so that the time tells nothing.
            if (MessageDigest.isEqual(presented, sha256(token.getValue()))) {
                owner = "token:" + token.getKey();
            }
        }
        return Optional.ofNullable(owner);
    }

    private static String browser(String secret) {
        return "browser:" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(secret));
    }

    /** The prefix makes browsers refuse the cookie from a sibling domain or without TLS. */
    private static String cookieName(HttpServerRequest request) {
        return request.isSSL() ? "__Host-" + COOKIE : COOKIE;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
