package dev.parley.turn;

import dev.parley.conversation.Blob;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.BlobStore;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.FileType;
import dev.parley.conversation.Media;
import dev.parley.conversation.Message;
import dev.parley.conversation.PictureHead;
import dev.parley.conversation.Title;
import dev.parley.turn.CommandRefused.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** The files that a reader attaches to a message, as elements of it. */
record MessageFiles(BlobStore blobs, ConversationId conversation) {

    /** All their names fit into one event. */
    static final int MOST = 20;

    /** May block. Refuses what is not the owner's, was brought to another conversation, or is not for {@code reader}. */
    List<Media> attach(String owner, List<BlobId> files, OfferedHandler reader) {
        if (files.size() > MOST || new HashSet<>(files).size() < files.size()) {
            throw new CommandRefused(Reason.MALFORMED, "A message has at most " + MOST + " files, each of them once.");
        }
        return files.stream()
                .map(file -> element(taken(find(owner, file), reader)))
                .toList();
    }

    private Blob find(String owner, BlobId file) {
        return blobs.find(owner, file)
                .filter(blob -> blob.conversation().equals(conversation))
                .orElseThrow(() -> new CommandRefused(
                        Reason.NOT_FOUND, "A file of this message is not here any more. Attach it again."));
    }

    private static Blob taken(Blob blob, OfferedHandler reader) {
        if (!reader.takes(blob.name(), blob.mediaType())) {
            throw new CommandRefused(Reason.UNSUPPORTED_TYPE, refusal(blob, reader));
        }
        return blob;
    }

    private static String refusal(Blob blob, OfferedHandler reader) {
        return reader.accepts().isEmpty()
                ? reader.title() + " takes no files."
                : blob.name() + " is no file that " + reader.title() + " takes. It takes "
                        + String.join(", ", reader.accepts()) + ".";
    }

    private Media element(Blob blob) {
        byte[] head = head(blob);
        String type = FileType.shown(head, blob.mediaType()).orElse("");
        if (type.startsWith("image/")) {
            var picture = PictureHead.of(head);
            return new Media.Image(
                    blob.id(),
                    blob.name(),
                    null,
                    picture.map(PictureHead::width).orElse(null),
                    picture.map(PictureHead::height).orElse(null));
        }
        if (type.startsWith("audio/")) {
            return new Media.Audio(blob.id(), blob.name(), type);
        }
        return type.startsWith("video/") ? new Media.Video(blob.id(), blob.name(), type) : Element.File.of(blob);
    }

    private byte[] head(Blob blob) {
        try (var bytes = blobs.open(blob)) {
            return bytes.readNBytes(PictureHead.LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("The beginning of blob " + blob.id() + " cannot be read", e);
        }
    }

    /** Those of a message, in order. */
    static List<Media> of(Message message) {
        return message.elements().stream()
                .map(Element::content)
                .filter(Media.class::isInstance)
                .map(Media.class::cast)
                .toList();
    }

    static List<BlobId> ids(List<Media> files) {
        return files.stream().map(Media::blob).toList();
    }

    static String name(Media file) {
        return switch (file) {
            case Media.Image image -> image.alt();
            case Media.Audio audio -> Objects.requireNonNullElse(audio.caption(), "");
            case Media.Video video -> Objects.requireNonNullElse(video.caption(), "");
            case Element.File other -> other.name();
        };
    }

    /** A conversation's title until a model makes one. */
    static String firstWords(String text, List<Media> files) {
        return text.isBlank() && !files.isEmpty() ? Title.of(name(files.getFirst())) : Title.of(text);
    }

    static String firstWords(Message message) {
        return firstWords(message.text(), of(message));
    }
}
