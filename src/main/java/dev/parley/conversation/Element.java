package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing inside a message.
 *
 * @param endedAt null while it is open
 * @param withdrawn whether it belongs to a refused answer: shown folded, never quoted
 */
@JsonSerialize(using = ElementJson.Writer.class)
@JsonDeserialize(using = ElementJson.Reader.class)
public record Element(
        int id,
        Content content,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean withdrawn) {

    /** What an element shows; the JSON form of each kind is part of the protocol. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Markdown.class, name = "markdown"),
        @JsonSubTypes.Type(value = Thinking.class, name = "thinking"),
        @JsonSubTypes.Type(value = Callout.class, name = "callout"),
        @JsonSubTypes.Type(value = File.class, name = "file"),
    })
    public sealed interface Content {

        /** The blobs that hold what is too large for an event. */
        default List<BlobId> blobs() {
            return List.of();
        }
    }

    /** Content to which text may be appended. */
    public sealed interface Growing extends Content {

        String text();

        /** The same content with another text. */
        Growing withText(String text);
    }

    public record Markdown(String text) implements Growing {
        @Override
        public Markdown withText(String newText) {
            return new Markdown(newText);
        }
    }

    /** What the model thought before it answered. */
    public record Thinking(String text) implements Growing {
        @Override
        public Thinking withText(String newText) {
            return new Thinking(newText);
        }
    }

    public record Callout(Level level, String text) implements Content {

        public enum Level {
            INFO,
            SUCCESS,
            WARNING,
            ERROR;

            @JsonValue
            String json() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * A file that can be had.
     *
     * @param size in bytes
     */
    public record File(BlobId blob, String name, String mediaType, long size) implements Content {

        public static File of(Blob blob) {
            return new File(blob.id(), blob.name(), blob.mediaType(), blob.size());
        }

        @Override
        public List<BlobId> blobs() {
            return List.of(blob);
        }
    }
}
