package dev.parley.turn;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Media;
import dev.parley.model.ModelMessage.Bytes;
import dev.parley.model.ModelMessage.Content;
import java.io.InputStream;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Readers' files in one prompt, the newest first: what a model can read, and a sentence in the place of all else, so that it
 * knows of it.
 */
final class PromptFiles {

    /** Of 32 MB that a request may have; the rest is for the words. */
    private static final long ROOM = 28_000_000;

    /** As base64. */
    private static final long LARGEST_PICTURE = 10_000_000;

    /** In pixels, on each side. */
    private static final int WIDEST_PICTURE = 8_000;

    /** Text as JSON, where a line's end or a quotation mark takes two bytes. */
    private static final int ESCAPED = 2;

    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String PDF = "application/pdf";
    private static final Pattern TEXT = Pattern.compile(
            "text/.*|.*\\+(xml|json|yaml)|application/(json|xml|yaml|x-yaml|toml|sql|javascript|x-sh|x-ndjson|ld\\+json)");

    private final BlobStore blobs;
    private final ConversationId conversation;
    private long room = ROOM;

    PromptFiles(BlobStore blobs, ConversationId conversation) {
        this.blobs = blobs;
        this.conversation = conversation;
    }

    /** May block. */
    Content content(Media file) {
        return blobs.find(conversation, file.blob())
                .map(blob -> content(file, blob))
                .orElseGet(() -> sentence(MessageFiles.name(file), "is not here any more"));
    }

    private Content content(Media file, Blob blob) {
        String type = blob.mediaType();
        if (PICTURES.contains(type)) {
            return isTooLarge(file, blob)
                    ? sentence(blob, "is a picture larger than the model can see")
                    : taking(base64(blob), blob, new Content.Image(type, bytes(blob)));
        }
        if (PDF.equals(type)) {
            return taking(base64(blob), blob, new Content.Document(blob.name(), type, bytes(blob)));
        }
        return TEXT.matcher(type).matches()
                ? taking(ESCAPED * blob.size(), blob, new Content.Document(blob.name(), type, bytes(blob)))
                : sentence(blob, "is of a type that the model cannot read");
    }

    private static boolean isTooLarge(Media file, Blob blob) {
        return base64(blob) > LARGEST_PICTURE
                || (file instanceof Media.Image image && (isTooWide(image.width()) || isTooWide(image.height())));
    }

    private static boolean isTooWide(@Nullable Integer pixels) {
        return pixels != null && pixels > WIDEST_PICTURE;
    }

    private static long base64(Blob blob) {
        return (blob.size() + 2) / 3 * 4;
    }

    private Content taking(long needed, Blob blob, Content content) {
        if (needed > room) {
            return sentence(blob, "was left out, because all files together are more than the model can be sent");
        }
        room -= needed;
        return content;
    }

    private static Content sentence(Blob blob, String what) {
        return sentence(blob.name() + " (" + blob.mediaType() + ", " + blob.size() + " bytes)", what);
    }

    private static Content sentence(String file, String what) {
        return new Content.Text("[Attached file: " + file + ". It " + what + ".]");
    }

    private Bytes bytes(Blob blob) {
        return new Bytes() {
            @Override
            public long size() {
                return blob.size();
            }

            @Override
            public InputStream open() {
                return blobs.open(blob);
            }
        };
    }
}
