package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAttachment;
import dev.parley.chat.ChatSession;
import dev.parley.model.ModelMessage.Content.Document;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Where the table comes from: a file that was just attached, the one of earlier turns, or an example. */
final class SheetSource {

    /** As much as a model's prompt has room for, which is where an earlier file is found. */
    private static final int MOST_BYTES = 14_000_000;

    private static final String KEPT = "sheet";
    private static final String EXAMPLE = "flats.csv";

    /** What the session keeps of a table; its bytes stay with the message that brought them. */
    @RegisterForReflection
    record Kept(String file, List<String> columns) {}

    /** @throws SheetException if it is no table */
    Sheet read(ChatAttachment file, ChatSession session) throws SheetException, IOException {
        if (file.mediaType().startsWith("image/") || file.mediaType().equals("application/pdf")) {
            throw new SheetException(file.name() + " is no table but " + file.mediaType() + ". Attach a CSV file.");
        }
        var sheet = read(file.name(), file.size(), file.open());
        session.put(KEPT, new Kept(sheet.name(), sheet.names()));
        return sheet;
    }

    /** The table that was shown last, or an example where there was none. */
    Sheet latest(Chat chat) throws SheetException, IOException {
        var kept = chat.session().get(KEPT, Kept.class);
        if (kept.isEmpty()) {
            return example();
        }
        var name = kept.get().file();
        for (var message : chat.history().reversed()) {
            for (var content : message.content()) {
                if (content instanceof Document document && document.name().equals(name)) {
                    return read(name, document.bytes().size(), document.bytes().open());
                }
            }
        }
        throw new SheetException(
                "The file " + name + " (" + String.join(", ", kept.get().columns())
                        + ") is not in this part of the conversation. Attach it once more.");
    }

    private static Sheet example() throws SheetException, IOException {
        var bytes = Objects.requireNonNull(SheetSource.class.getResourceAsStream(EXAMPLE), EXAMPLE);
        try (bytes) {
            return CsvFile.read("the example " + EXAMPLE, bytes.readAllBytes());
        }
    }

    private static Sheet read(String name, long size, InputStream bytes) throws SheetException, IOException {
        try (bytes) {
            if (size > MOST_BYTES) {
                throw new SheetException(name + " has " + size / 1_000_000 + " MB; at most " + MOST_BYTES / 1_000_000
                        + " MB can be looked at.");
            }
            return CsvFile.read(name, bytes.readAllBytes());
        }
    }
}
