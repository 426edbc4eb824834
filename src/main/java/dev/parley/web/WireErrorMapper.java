package dev.parley.web;

import dev.parley.conversation.StoreFailure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The socket's errors, and those of HTTP itself, as problems. */
class WireErrorMapper {

    private static final String API = "/api/";

    private final ToldErrors errors;

    WireErrorMapper(ToldErrors errors) {
        this.errors = errors;
    }

    @ServerExceptionMapper
    Response map(WireError error, RoutingContext context) {
        return tell(error, context);
    }

    private Response tell(Throwable failure, RoutingContext context) {
        String requestId = RequestIds.of(context.request());
        var error = errors.told(failure, requestId);
        var answer = Response.status(error.code().httpStatus())
                .type(ProblemJson.TYPE)
                .entity(ProblemJson.of(error, requestId));
        error.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    @ServerExceptionMapper
    Response map(StoreFailure failure, RoutingContext context) {
        return tell(
                new WireError(ErrorCode.NOT_STORED, "The conversations cannot be read now. Try again in a moment."),
                context);
    }

    @ServerExceptionMapper
    Response map(WebApplicationException failure, UriInfo address, RoutingContext context) {
        var response = failure.getResponse();
        if (!address.getRequestUri().getPath().startsWith(API)) {
            return response;
        }
        var problem = Response.fromResponse(tell(HttpErrors.of(response.getStatus(), failure), context));
        String allowed = response.getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed)).build();
    }

    /** What nobody expected: the log has it under the id that the reader is told. */
    @ServerExceptionMapper
    Response map(RuntimeException failure, RoutingContext context) {
        return tell(failure, context);
    }
}
