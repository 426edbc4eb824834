package dev.parley.web;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.transfer.Import;
import dev.parley.transfer.ImportRefused;
import dev.parley.transfer.ImportReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Takes in files of conversations. */
@Path(ImportResource.PATH)
@RunOnVirtualThread
public class ImportResource {

    static final String PATH = "/api/import";

    private final OwnConversations own;
    private final Import importing;
    private final Semaphore room;
    /** Whose imports run: nobody takes all places, however slowly their files come. */
    private final Set<String> owners = ConcurrentHashMap.newKeySet();

    ImportResource(OwnConversations own, Import importing, ImportConfig config) {
        this.own = own;
        this.importing = importing;
        this.room = new Semaphore(config.concurrent());
    }

    @RegisterForReflection(targets = {Report.class, ImportReport.Skipped.class})
    record Report(int imported, List<ConversationId> conversations, List<ImportReport.Skipped> skipped) {

        static Report of(ImportReport report) {
            return new Report(report.conversations().size(), report.conversations(), report.skipped());
        }
    }

    /** @param body an export of Parley's, or the conversations.json of claude.ai or ChatGPT */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String take(@Context HttpServerRequest request, InputStream body) {
        String owner = own.ownerOrNew(request);
        if (!owners.add(owner)) {
            throw new WireError(ErrorCode.BUSY, "Another import of yours is under way. Try again when it is done.");
        }
        try {
            return take(owner, body);
        } finally {
            owners.remove(owner);
        }
    }

    private String take(String owner, InputStream body) {
        if (!room.tryAcquire()) {
            throw new WireError(ErrorCode.BUSY, "Other imports are under way. Try again when they are done.");
        }
        try {
            return ConversationJson.write(Report.of(importing.run(owner, body)));
        } catch (ImportRefused e) {
            throw new WireError(code(e.reason()), e.text());
        } catch (IOException e) {
            throw WireError.of(e);
        } finally {
            room.release();
        }
    }

    private static ErrorCode code(ImportRefused.Reason reason) {
        return switch (reason) {
            case MALFORMED -> ErrorCode.MALFORMED;
            case TOO_LARGE -> ErrorCode.TOO_LARGE;
            case NOT_STORED -> ErrorCode.NOT_STORED;
        };
    }
}
