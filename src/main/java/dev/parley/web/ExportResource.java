package dev.parley.web;

import dev.parley.transfer.Export;
import dev.parley.transfer.ExportFormat;
import dev.parley.transfer.FileName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** All that an owner has, as one file to keep or to take elsewhere. */
@Path("/api/export")
@RunOnVirtualThread
public class ExportResource {

    private static final String NOBODY = "";

    private final OwnConversations own;
    private final Export export;

    ExportResource(OwnConversations own, Export export) {
        this.own = own;
        this.export = export;
    }

    @GET
    public Response export(@Context HttpServerRequest request) {
        // Who was never here has nothing, and gets a file that says so.
        String owner = own.owner(request).orElse(NOBODY);
        return Download.of(
                ExportFormat.JSON, FileName.of("Conversations", ExportFormat.JSON), out -> export.writeAll(owner, out));
    }
}
