package dev.parley.transfer;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.Title;
import dev.parley.log.ConversationLogs;
import dev.parley.transfer.ImportRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Takes conversations in from a file. Each becomes a new one of the owner's, so that the same file twice makes copies.
 * Blocks on the body and on the store. Thread-safe.
 */
public final class Import {

    private final ConversationLogs logs;
    private final ImportLimits limits;
    private final InstantSource clock;
    private final Here here;
    private final ToIntFunction<String> room;

    /**
     * @param here gives what is here for whatever a file names
     * @param room how many more conversations an owner may have; may block
     */
    public Import(
            ConversationLogs logs, ImportLimits limits, InstantSource clock, Here here, ToIntFunction<String> room) {
        this.logs = logs;
        this.limits = limits;
        this.clock = clock;
        this.here = here;
        this.room = room;
    }

    /** Fails with {@link ImportRefused} where nothing was taken in. */
    public ImportReport run(String owner, InputStream body) throws IOException {
        try (var spool = Spool.of(body, limits)) {
            var file = new JsonFile(spool, limits);
            var found = new ImportFile(file, limits).conversations();
            var report = new Report(room.applyAsInt(owner));
            for (var conversation : found) {
                report.add(file, conversation, owner);
            }
            return report.result();
        }
    }

    private final class Report {

        private final ArrayList<ConversationId> imported = new ArrayList<>();
        private final ArrayList<ImportReport.Skipped> skipped = new ArrayList<>();
        private final int most;

        Report(int most) {
            this.most = most;
        }

        void add(JsonFile file, Slice conversation, String owner) throws IOException {
            String title = "";
            try {
                title = Scan.title(file, conversation);
                requireRoom();
                imported.add(takeIn(file, Scan.of(file, conversation, limits), owner));
            } catch (ImportRefused e) {
                if (e.reason() == Reason.NOT_STORED && imported.isEmpty()) {
                    throw e;
                }
                skipped.add(new ImportReport.Skipped(Title.of(title), e.text()));
            }
        }

        private void requireRoom() {
            if (imported.size() >= most) {
                throw new ImportRefused(
                        Reason.TOO_LARGE, "You have as many conversations as are kept here. Delete some first.");
            }
        }

        private ConversationId takeIn(JsonFile file, Scan scan, String owner) throws IOException {
            try {
                return Import.this.takeIn(file, scan, owner);
            } catch (StoreFailure e) {
                throw ImportRefused.notStored();
            }
        }

        ImportReport result() {
            return new ImportReport(imported, skipped);
        }
    }

    private ConversationId takeIn(JsonFile file, Scan scan, String owner) throws IOException {
        var now = clock.instant();
        var format = ImportFormat.of(scan);
        var outline = titled(format.outline(scan, file, now), format, file);
        if (outline.messages().isEmpty() && outline.queue().isEmpty()) {
            throw ImportRefused.malformed("It has no messages.");
        }
        return takeIn(file, format, outline, owner, now);
    }

    /** Where the file has no title, the first message gives one, as for any conversation. */
    private static Outline titled(Outline outline, ImportFormat format, JsonFile file) throws IOException {
        if (!outline.heading().title().isBlank() || outline.messages().isEmpty()) {
            return outline;
        }
        var first = format.message(
                file.tree(outline.messages().getFirst().slice()),
                outline.heading().createdAt());
        return first == null ? outline : outline.withTitle(first.text());
    }

    private ConversationId takeIn(JsonFile file, ImportFormat format, Outline outline, String owner, Instant now)
            throws IOException {
        var id = new ConversationId(UUID.randomUUID().toString());
        var log = logs.hold(id);
        try {
            var incoming = new IncomingConversation(log, outline, now, here);
            incoming.begin(owner);
            for (var place : outline.messages()) {
                var message = format.message(
                        file.tree(place.slice()), outline.heading().createdAt());
                if (message != null) {
                    incoming.add(place, message);
                }
            }
            incoming.end();
            return id;
        } finally {
            logs.close(log);
        }
    }
}
