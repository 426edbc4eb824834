package dev.parley.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers below /api what no resource answered: addresses that are none, and bodies that are too large. */
@Singleton
class ApiFallback {

    private static final String API = "/api/*";

    void register(@Observes Router router) {
        router.route(API).last().handler(context -> answer(context, 404));
        router.route(API).failureHandler(ApiFallback::fail);
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode();
        if (context.response().headWritten() || status < 400 || status >= 500) {
            context.next();
        } else {
            answer(context, status);
        }
    }

    private static void answer(RoutingContext context, int status) {
        var error = HttpErrors.of(status, new IllegalStateException("Status " + status));
        context.response()
                .setStatusCode(error.code().httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.TYPE)
                .end(ProblemJson.of(error));
    }
}
