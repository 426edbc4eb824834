package dev.parley.web;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.FileType;
import dev.parley.log.BlobWriter;
import dev.parley.log.ConversationLogs;
import dev.parley.log.NotStoredException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** A conversation's files: brought before the message that has them, and read. */
@Path("/api/conversations/{conversation}/files")
@RunOnVirtualThread
public class FilesResource {

    private final OwnConversations own;
    private final BlobStore blobs;
    private final BlobWriter writer;

    FilesResource(OwnConversations own, ConversationStore store, ConversationLogs logs) {
        this.own = own;
        this.blobs = store.blobs();
        this.writer = logs.blobs();
    }

    /** @param mediaType what its first bytes say, where they tell, else what it was said to be */
    @RegisterForReflection
    record Kept(BlobId file, String name, String mediaType, long size) {

        static Kept of(Blob blob) {
            return new Kept(blob.id(), blob.name(), blob.mediaType(), blob.size());
        }
    }

    /**
     * Keeps a file for a message that is yet to be sent; the conversation may begin with that message.
     *
     * @param name for people only; without it it is called "file"
     * @param body the file itself
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    public Response keep(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @QueryParam("name") @Nullable String name,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            InputStream body) {
        var id = OwnConversations.id(conversation);
        String owner = own.ownerOfOwnOrNew(request, id);
        try {
            byte[] head = body.readNBytes(FileType.HEAD);
            if (head.length == 0) {
                throw Fields.malformed("The file is empty.");
            }
            var said = new BlobOrigin(id, owner, type == null ? "" : type, name == null ? "" : name);
            String mediaType = FileType.of(head, FileType.said(head, said.mediaType(), said.name()));
            var origin = new BlobOrigin(id, owner, mediaType, said.name());
            var blob = writer.keep(origin, new SequenceInputStream(new ByteArrayInputStream(head), body));
            return Response.status(Response.Status.CREATED)
                    .header(HttpHeaders.LOCATION, request.path() + "/" + blob.id())
                    .entity(ConversationJson.write(Kept.of(blob)))
                    .build();
        } catch (BlobRefused e) {
            throw new WireError(code(e.reason()), String.valueOf(e.getMessage()));
        } catch (NotStoredException e) {
            throw new WireError(ErrorCode.NOT_STORED, "The file was not saved. Try again in a moment.");
        } catch (IOException e) {
            throw Fields.malformed("The file did not come to its end.");
        }
    }

    private static ErrorCode code(BlobRefused.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> ErrorCode.TOO_LARGE;
            case NO_ROOM -> ErrorCode.NO_ROOM;
        };
    }

    /** The file, or the part that a range asks for. */
    @GET
    @Path("{file}")
    public Response read(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @PathParam("file") String file) {
        return new FileAnswer(blobs, own.file(request, conversation, file), request).response();
    }
}
