package dev.parley.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The socket's errors, for HTTP. */
class WireErrorMapper {

    @ServerExceptionMapper
    Response map(WireError error) {
        return Response.status(error.code().httpStatus())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Frames.error(null, error))
                .build();
    }
}
