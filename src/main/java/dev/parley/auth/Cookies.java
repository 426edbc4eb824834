package dev.parley.auth;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * One of our cookies: out of reach of scripts and of other sites' requests.
 *
 * @param plainName its name where there is no TLS
 */
public record Cookies(String plainName, Origins origins) {

    /** The value that a browser has sent. */
    public Optional<String> value(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(name(request))).map(Cookie::getValue);
    }

    public void set(HttpServerRequest request, String value, Duration age) {
        request.response()
                .addCookie(Cookie.cookie(name(request), value)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(origins.isSecure(request))
                        .setSameSite(CookieSameSite.LAX)
                        .setMaxAge(age.toSeconds()));
    }

    public void remove(HttpServerRequest request) {
        set(request, "", Duration.ZERO);
    }

    /** The prefix makes browsers refuse the cookie from a sibling domain or without TLS. */
    private String name(HttpServerRequest request) {
        return origins.isSecure(request) ? "__Host-" + plainName : plainName;
    }
}
