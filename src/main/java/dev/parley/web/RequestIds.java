package dev.parley.web;

import dev.parley.auth.TrustedProxies;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Gives each request an id, which its answer has as a header, its errors name and the log has beside what went wrong. A
 * trusted proxy's own id is taken over, so that its log and this one tell of the same request.
 */
@Singleton
class RequestIds {

    static final String HEADER = "X-Request-Id";

    /** Before the guards, which have errors to tell, too. */
    private static final int BEFORE_ALL_GUARDS = 11_000;

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final TrustedProxies proxies;
    private final WireObserver observer;

    RequestIds(TrustedProxies proxies, WireObserver observer) {
        this.proxies = proxies;
        this.observer = observer;
    }

    /** The request's id, once it has one. */
    static String of(HttpServerRequest request) {
        String id = request.response().headers().get(HEADER);
        return id == null ? fresh() : id;
    }

    void register(@Observes Filters filters) {
        filters.register(this::give, BEFORE_ALL_GUARDS);
    }

    private void give(RoutingContext context) {
        var request = context.request();
        request.response().putHeader(HEADER, idFor(request));
        if (!request.headers().contains(HttpHeaders.UPGRADE)) {
            long begun = System.nanoTime();
            context.addEndHandler(
                    ended -> observer.answered(request.response().getStatusCode(), System.nanoTime() - begun));
        }
        context.next();
    }

    private String idFor(HttpServerRequest request) {
        String named = request.getHeader(HEADER);
        return named != null && WELL_FORMED.matcher(named).matches() && proxies.sent(request) ? named : fresh();
    }

    /** It is no secret: nothing is got with it. */
    private static String fresh() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong());
    }
}
