package dev.parley.web;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * How large a request's body may be: as large as a command, and for an import as large as a file. The server's own limit
 * is the larger one, because it knows no routes.
 */
@Singleton
class BodyLimits {

    /** Around Quarkus's own check of the length that a request announces. */
    private static final int BEFORE_CHECK = 3;

    private static final int AFTER_CHECK = 1;

    /** Beyond the limit, so that whoever reads the body says what is wrong, and not the connection by closing. */
    private static final long SLACK = 1_000_000;

    private static final int LONGEST_CHARACTER = 4;

    private final long command;
    private final long file;

    BodyLimits(WireConfig wire, ImportConfig imports) {
        this.command = (long) LONGEST_CHARACTER * wire.maxCommandLength();
        this.file = imports.maxSize().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_CHECK);
        filters.register(this::bound, AFTER_CHECK);
    }

    private long limit(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                        && ImportResource.PATH.equals(context.normalizedPath())
                ? file
                : command;
    }

    private void check(RoutingContext context) {
        if (announced(context) > limit(context)) {
            var error = HttpErrors.of(413, new IllegalStateException("Too large"));
            if (context.request().version() != HttpVersion.HTTP_2) {
                // Nobody reads the rest of it.
                context.response().putHeader(HttpHeaders.CONNECTION, "close");
            }
            context.response()
                    .setStatusCode(413)
                    .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.TYPE)
                    .end(ProblemJson.of(error));
        } else {
            context.next();
        }
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notOne) {
            return Long.MAX_VALUE;
        }
    }

    /** A body whose length nobody announced is counted as it comes. */
    private void bound(RoutingContext context) {
        if (context.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context) + SLACK);
        }
        context.next();
    }
}
