package dev.parley.web;

import dev.parley.transfer.ExportFormat;
import dev.parley.transfer.FileName;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** An answer that a browser saves and never shows: should it be shown all the same, it can do nothing. */
final class Download {

    private static final String POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private Download() {}

    /** @param body written as the reader takes it; may block */
    static Response of(ExportFormat format, FileName name, StreamingOutput body) {
        return Response.ok(body)
                .type(format.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.contentDisposition())
                .header(ContentSecurityPolicy.HEADER, POLICY)
                .build();
    }
}
