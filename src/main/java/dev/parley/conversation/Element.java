package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * @param container the element that holds it; null at the top of its message
 * @param endedAt null while it is open
 * @param withdrawn whether it belongs to a refused answer: shown folded, never quoted
 */
@JsonSerialize(using = ElementJson.Writer.class)
@JsonDeserialize(using = ElementJson.Reader.class)
public record Element(
        int id,
        @Nullable Integer container,
        Content content,
        Instant startedAt,
        @Nullable Instant endedAt,
        boolean withdrawn) {

    /** At the top of its message. */
    public Element(int id, Content content, Instant startedAt, @Nullable Instant endedAt, boolean withdrawn) {
        this(id, null, content, startedAt, endedAt, withdrawn);
    }

    /** What an element shows; the JSON form of each kind is part of the protocol. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Markdown.class, name = "markdown"),
        @JsonSubTypes.Type(value = Thinking.class, name = "thinking"),
        @JsonSubTypes.Type(value = Summary.class, name = "summary"),
        @JsonSubTypes.Type(value = Code.class, name = "code"),
        @JsonSubTypes.Type(value = Callout.class, name = "callout"),
        @JsonSubTypes.Type(value = Latex.class, name = "latex"),
        @JsonSubTypes.Type(value = Html.class, name = "html"),
        @JsonSubTypes.Type(value = Json.class, name = "json"),
        @JsonSubTypes.Type(value = Step.Tool.class, name = "tool"),
        @JsonSubTypes.Type(value = Step.Status.class, name = "status"),
        @JsonSubTypes.Type(value = Step.Progress.class, name = "progress"),
        @JsonSubTypes.Type(value = Table.class, name = "table"),
        @JsonSubTypes.Type(value = Chart.class, name = "chart"),
        @JsonSubTypes.Type(value = Metric.class, name = "metric"),
        @JsonSubTypes.Type(value = Citations.class, name = "citations"),
        @JsonSubTypes.Type(value = Media.Image.class, name = "image"),
        @JsonSubTypes.Type(value = Media.Audio.class, name = "audio"),
        @JsonSubTypes.Type(value = Media.Video.class, name = "video"),
        @JsonSubTypes.Type(value = File.class, name = "file"),
        @JsonSubTypes.Type(value = Question.class, name = "question"),
    })
    public sealed interface Content permits Growing, Changing, Callout, Latex, Html, Json, Media {

        /** What it weighs in memory beside its own fields, in characters. */
        default int weight() {
            return 0;
        }

        /** The blobs that hold what is too large for an event. */
        default List<BlobId> blobs() {
            return List.of();
        }
    }

    /** Content to which text may be appended. */
    public sealed interface Growing extends Content permits Markdown, Thinking, Code, Summary {

        String text();

        /** The same content with another text. */
        Growing withText(String text);

        @Override
        default int weight() {
            return text().length();
        }
    }

    /** Content of which more can change than that text is appended. */
    public sealed interface Changing extends Content permits Step, Tabular, Metric, Citations, Question, Summary {

        /** The content after {@code change}; the same where that is another kind's. */
        Content after(Change change);
    }

    /**
     * What changes in an element: each field that is there replaces the element's, but rows and sources are appended. Its
     * JSON form names the kind of element that it is for.
     */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Step.ToolChange.class, name = "tool"),
        @JsonSubTypes.Type(value = Step.StatusChange.class, name = "status"),
        @JsonSubTypes.Type(value = Step.ProgressChange.class, name = "progress"),
        @JsonSubTypes.Type(value = Table.Change.class, name = "table"),
        @JsonSubTypes.Type(value = Chart.Change.class, name = "chart"),
        @JsonSubTypes.Type(value = Metric.Change.class, name = "metric"),
        @JsonSubTypes.Type(value = Citations.Change.class, name = "citations"),
        @JsonSubTypes.Type(value = Question.Change.class, name = "question"),
        @JsonSubTypes.Type(value = Summary.Change.class, name = "summary"),
    })
    public sealed interface Change
            permits Step.ToolChange,
                    Step.StatusChange,
                    Step.ProgressChange,
                    Table.Change,
                    Chart.Change,
                    Metric.Change,
                    Citations.Change,
                    Question.Change,
                    Summary.Change {

        /** What it weighs in memory beside its own fields, in characters. */
        default int weight() {
            return 0;
        }

        /** The blobs that hold what is too large for an event. */
        default List<BlobId> blobs() {
            return List.of();
        }
    }

    /** @param cursor shown behind the text while the element is open; null for none */
    public record Markdown(String text, @Nullable String cursor) implements Growing {

        public Markdown(String text) {
            this(text, null);
        }

        @Override
        public Markdown withText(String newText) {
            return new Markdown(newText, cursor);
        }
    }

    /** What the model thought before it answered. */
    public record Thinking(String text) implements Growing {
        @Override
        public Thinking withText(String newText) {
            return new Thinking(newText);
        }
    }

    /**
     * Text as it is, coloured.
     *
     * @param language as after a Markdown fence, also {@code diff}; null for plain text
     * @param caption such as a file's name
     */
    public record Code(
            String text,
            @Nullable String language,
            @Nullable String caption) implements Growing {
        @Override
        public Code withText(String newText) {
            return new Code(newText, language, caption);
        }
    }

    /**
     * A box.
     *
     * @param text Markdown
     * @param detail technical lines, shown folded
     */
    public record Callout(
            Level level, String text, @Nullable String detail) implements Content {

        public Callout(Level level, String text) {
            this(level, text, null);
        }

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

        @Override
        public int weight() {
            return text.length() + (detail == null ? 0 : detail.length());
        }
    }

    /** A formula of its own. */
    public record Latex(String text) implements Content {
        @Override
        public int weight() {
            return text.length();
        }
    }

    /**
     * A document in a frame of its own, without network.
     *
     * @param height in CSS pixels; null for the page's choice
     */
    public record Html(String text, @Nullable Integer height) implements Content {

        public Html {
            if (height != null && (height < 1 || height > 10_000)) {
                throw new IllegalArgumentException("A height is from 1 to 10,000 pixels");
            }
        }

        @Override
        public int weight() {
            return text.length();
        }
    }

    /**
     * A file that can be had.
     *
     * @param size in bytes
     */
    public record File(@JsonProperty("file") BlobId blob, String name, String mediaType, long size) implements Media {

        public File {
            if (name.isBlank() || size < 0) {
                throw new IllegalArgumentException("A file has a name and at least 0 bytes");
            }
        }

        public static File of(Blob blob) {
            return new File(blob.id(), blob.name(), blob.mediaType(), blob.size());
        }
    }
}
