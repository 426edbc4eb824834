package dev.parley.model.claude;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Hides from the REST client that a response is an event stream, so that its bytes come as they are.
 *
 * <p>The client's own SSE reader needs quadratic time for a large event, loses the first event behind a byte order
 * mark, and does not tell an end from a break.
 */
final class RawStream implements ClientResponseFilter {

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (response.getHeaders() == null) {
            // The connection broke before any came: the client says so, once the filters are through.
            return;
        }
        MediaType type = response.getMediaType();
        if (type != null && MediaType.SERVER_SENT_EVENTS_TYPE.isCompatible(type)) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }
}
