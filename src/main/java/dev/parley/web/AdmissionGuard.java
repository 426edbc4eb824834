package dev.parley.web;

import dev.parley.auth.MetricsAccess;
import dev.parley.auth.Owners;
import dev.parley.auth.SignIn;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Turns away, before any route sees it, whoever is not admitted. Everything needs an owner but the few addresses named here,
 * which are compared as they were written: another way of writing one is not among them.
 */
@Singleton
class AdmissionGuard {

    /** After the one that looks where a request comes from. */
    private static final int BEFORE_ALL_ROUTES = 9_000;

    /** How to sign in, what the form looks like, what an installed page needs, and whether the server is well. */
    private static final Pattern EVERYONES = Pattern.compile("/login|/logout|/favicon\\.svg"
            + "|/offline|/worker\\.js|/manifest\\.webmanifest|/(icon-(maskable-)?[0-9]+|apple-touch-icon)\\.png"
            + "|/q/health(/(live|ready|started))?|/static/bundle(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");

    private final Owners owners;
    private final SignIn signIn;
    private final MetricsAccess metrics;
    private final ToldErrors errors;

    AdmissionGuard(Owners owners, SignIn signIn, MetricsAccess metrics, ToldErrors errors) {
        this.owners = owners;
        this.signIn = signIn;
        this.metrics = metrics;
        this.errors = errors;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ROUTES);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        String path = pathOf(request);
        if (MetricsAccess.isTheirs(context.normalizedPath())) {
            checkScrape(context);
        } else if (EVERYONES.matcher(path).matches() || owners.admits(request)) {
            context.next();
        } else if (signIn.offered() && isForPeople(request, path)) {
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, LoginResource.addressFor(path))
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end();
        } else {
            refuse(context);
        }
    }

    /** Whoever may read conversations may not read metrics for that. */
    private void checkScrape(RoutingContext context) {
        if (metrics.admits(context.request())) {
            context.next();
        } else if (metrics.offered()) {
            refuse(context);
        } else {
            errors.answer(context, new WireError(ErrorCode.NOT_FOUND, "There is nothing at this address."));
        }
    }

    private static String pathOf(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    private static boolean isForPeople(HttpServerRequest request, String path) {
        return request.method().equals(HttpMethod.GET)
                && !request.headers().contains(HttpHeaders.UPGRADE)
                && PageResource.isPage(path);
    }

    private void refuse(RoutingContext context) {
        context.response()
                .putHeader("WWW-Authenticate", "Bearer realm=\"Parley\"")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        errors.answer(
                context, new WireError(ErrorCode.NOT_SIGNED_IN, "Sign in first, or name a token that is known here."));
    }
}
