package dev.parley.web;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.FileType;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as HTTP gives it: whole or a part, read from the store piece by piece as the reader takes it. Should a browser
 * show it all the same, nothing in it can run.
 */
final class FileAnswer {

    private static final String POLICY = "sandbox; default-src 'none'";

    /** Under one id there is one content for ever. The cookie is named, so that who has signed out is asked again. */
    private static final String CACHING = "private, max-age=31536000, immutable";

    private static final String ETAG = "ETag";
    private static final String RANGE = "Range";
    private static final String IF_RANGE = "If-Range";
    private static final String CONTENT_RANGE = "Content-Range";
    private static final String ACCEPT_RANGES = "Accept-Ranges";

    private final BlobStore store;
    private final Blob blob;
    private final HttpServerRequest request;

    FileAnswer(BlobStore store, Blob blob, HttpServerRequest request) {
        this.store = store;
        this.blob = blob;
        this.request = request;
    }

    /** May block. */
    Response response() {
        // What is said of all of /api would stand beside it.
        request.response().headers().remove(HttpHeaders.CACHE_CONTROL);
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return cached(Response.notModified()).build();
        }
        return switch (range()) {
            case ByteRange.Whole _ -> answer(Response.ok(), 0, blob.size());
            case ByteRange.Part part ->
                answer(
                        Response.status(Response.Status.PARTIAL_CONTENT)
                                .header(CONTENT_RANGE, part.contentRange(blob.size())),
                        part.from(),
                        part.length());
            case ByteRange.Outside _ -> outside();
        };
    }

    private boolean isKnown(@Nullable String tags) {
        return tags != null && (tags.equals("*") || tags.contains(etag()));
    }

    private ByteRange range() {
        String condition = request.getHeader(IF_RANGE);
        boolean holds = condition == null || condition.equals(etag());
        return ByteRange.of(holds ? request.getHeader(RANGE) : null, blob.size());
    }

    private String etag() {
        return '"' + blob.id().value() + '"';
    }

    private ResponseBuilder cached(ResponseBuilder response) {
        return response.header(ETAG, etag())
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .header(HttpHeaders.VARY, HttpHeaders.COOKIE);
    }

    private Response answer(ResponseBuilder response, long from, long length) {
        var shown = shown();
        cached(response)
                .type(shown.orElse(MediaType.APPLICATION_OCTET_STREAM))
                .header(ACCEPT_RANGES, "bytes")
                .header(ContentSecurityPolicy.HEADER, POLICY)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        shown.isPresent()
                                ? ContentDisposition.inline(blob.name())
                                : ContentDisposition.attachment(blob.name()))
                .header(HttpHeaders.CONTENT_LENGTH, length);
        return (request.method().equals(HttpMethod.HEAD) ? response : response.entity(body(from, length))).build();
    }

    private Optional<String> shown() {
        try (var bytes = store.open(blob)) {
            return FileType.shown(bytes.readNBytes(FileType.HEAD), blob.mediaType());
        } catch (IOException e) {
            throw new UncheckedIOException("The beginning of blob " + blob.id() + " cannot be read", e);
        }
    }

    private StreamingOutput body(long from, long length) {
        return out -> {
            try (var bytes = store.open(blob, from, length)) {
                bytes.transferTo(out);
            }
        };
    }

    private Response outside() {
        var error =
                new WireError(ErrorCode.OUT_OF_RANGE, "The file has " + blob.size() + " bytes, none of them there.");
        return Response.status(error.code().httpStatus())
                .type(ProblemJson.TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(CONTENT_RANGE, "bytes */" + blob.size())
                .entity(ProblemJson.of(error, RequestIds.of(request)))
                .build();
    }
}
