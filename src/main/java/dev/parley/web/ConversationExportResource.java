package dev.parley.web;

import dev.parley.transfer.Export;
import dev.parley.transfer.ExportFormat;
import dev.parley.transfer.FileName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** A conversation as a file to keep. */
@Path("/api/conversations/{conversation}/export")
@RunOnVirtualThread
public class ConversationExportResource {

    private final OwnConversations own;
    private final Export export;

    ConversationExportResource(OwnConversations own, Export export) {
        this.own = own;
        this.export = export;
    }

    /** @param format {@code markdown}, {@code json} or {@code html} */
    @GET
    public Response export(
            @Context HttpServerRequest request,
            @PathParam("conversation") String conversation,
            @QueryParam("format") @Nullable String format) {
        var found = own.find(request, conversation);
        var wanted = ExportFormat.named(Parameters.required("format", format))
                .orElseThrow(() -> Fields.malformed("The parameter format takes markdown, json or html."));
        return Download.of(wanted, FileName.of(found.title(), wanted), out -> export.write(found, wanted, out));
    }
}
