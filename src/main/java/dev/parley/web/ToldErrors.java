package dev.parley.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Errors on their way to who made the request: each is counted, and what nobody expected is logged under the request's id. */
@Singleton
class ToldErrors {

    private static final Logger LOG = Logger.getLogger(ToldErrors.class);
    private static final String REQUEST = "requestId";

    private final WireObserver observer;

    ToldErrors(WireObserver observer) {
        this.observer = observer;
    }

    /** What {@code failure} means for who made the request. */
    WireError told(Throwable failure, String requestId) {
        var error = WireError.of(failure);
        observer.refused(error.code().json());
        var cause = error.getCause();
        if (cause != null) {
            MDC.put(REQUEST, requestId);
            try {
                LOG.errorf(cause, "Request %s failed", requestId);
            } finally {
                MDC.remove(REQUEST);
            }
        }
        return error;
    }

    /** Answers with it, where no route has been found yet. */
    void answer(RoutingContext context, Throwable failure) {
        String requestId = RequestIds.of(context.request());
        var error = told(failure, requestId);
        error.retryAfter().ifPresent(seconds -> context.response().putHeader(HttpHeaders.RETRY_AFTER, seconds));
        context.response()
                .setStatusCode(error.code().httpStatus())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.TYPE)
                .end(ProblemJson.of(error, requestId));
    }
}
