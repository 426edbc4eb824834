package dev.parley.auth;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Turns away, before any route sees it, what comes under a foreign name or from a foreign page. Works on every path
 * alike, so that no way of writing a path gets around it.
 */
@Singleton
class RequestGuard {

    private static final int BEFORE_ALL_ROUTES = 10_000;

    private final Origins origins;
    private final Owners owners;
    private final MetricsAccess metrics;

    RequestGuard(Origins origins, Owners owners, MetricsAccess metrics) {
        this.origins = origins;
        this.owners = owners;
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ROUTES);
    }

    private void check(RoutingContext context) {
        if (admits(context.request()) || isScrape(context)) {
            context.next();
        } else {
            context.response().setStatusCode(403).end("Not from here: see parley.origins\n");
        }
    }

    /** It knows a server by its address; whoever has pointed a name at this machine has no token. */
    private boolean isScrape(RoutingContext context) {
        return MetricsAccess.isTheirs(context.normalizedPath()) && metrics.namesToken(context.request());
    }

    private boolean admits(HttpServerRequest request) {
        int port = request.connection().localAddress().port();
        String host = request.authority() == null ? "" : request.authority().toString();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origins.allowsHost(host, port)
                && (origin == null
                        ? mayLackOrigin(request)
                        : origins.allowsOrigin(origin, port) || isHarmless(request));
    }

    /** Browsers name the origin wherever it matters; a WebSocket without one must come from a script. */
    private boolean mayLackOrigin(HttpServerRequest request) {
        return !isUpgrade(request) || owners.namesToken(request);
    }

    /** Reading by another page is stopped by the browser itself: no header here allows it. */
    private static boolean isHarmless(HttpServerRequest request) {
        return !isUpgrade(request)
                && (request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD));
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.UPGRADE);
    }
}
