package dev.parley.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers below /api what no resource answered: addresses that are none, and bodies that are too large. */
@Singleton
class ApiFallback {

    private static final String API = "/api/*";

    private final ToldErrors errors;

    ApiFallback(ToldErrors errors) {
        this.errors = errors;
    }

    void register(@Observes Router router) {
        router.route(API).last().handler(context -> answer(context, 404));
        router.route(API).failureHandler(this::fail);
    }

    private void fail(RoutingContext context) {
        int status = context.statusCode();
        if (context.response().headWritten() || status < 400 || status >= 500) {
            context.next();
        } else {
            answer(context, status);
        }
    }

    private void answer(RoutingContext context, int status) {
        errors.answer(context, HttpErrors.of(status, new IllegalStateException("Status " + status)));
    }
}
