package dev.parley.web;

import dev.parley.conversation.StoreFailure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The socket's errors, and those of HTTP itself, as problems. */
class WireErrorMapper {

    private static final String API = "/api/";

    @ServerExceptionMapper
    Response map(WireError error) {
        var answer = Response.status(error.code().httpStatus())
                .type(ProblemJson.TYPE)
                .entity(ProblemJson.of(error));
        error.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    @ServerExceptionMapper
    Response map(StoreFailure failure) {
        return map(new WireError(ErrorCode.NOT_STORED, "The conversations cannot be read now. Try again in a moment."));
    }

    @ServerExceptionMapper
    Response map(WebApplicationException failure, UriInfo address) {
        var response = failure.getResponse();
        if (!address.getRequestUri().getPath().startsWith(API)) {
            return response;
        }
        var problem = Response.fromResponse(map(HttpErrors.of(response.getStatus(), failure)));
        String allowed = response.getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed)).build();
    }

    /** What nobody expected: the log has it under the id that the reader is told. */
    @ServerExceptionMapper
    Response map(RuntimeException failure) {
        return map(WireError.of(failure));
    }
}
