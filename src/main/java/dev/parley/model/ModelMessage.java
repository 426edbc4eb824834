package dev.parley.model;

import java.io.InputStream;
import java.util.List;

/**
 * One message of a prompt.
 *
 * @param role whose words these are
 * @param content what it holds, in order, never empty
 */
public record ModelMessage(Role role, List<Content> content) {

    public enum Role {
        USER,
        ASSISTANT
    }

    /** One block of a message's content. */
    public sealed interface Content {

        /** Plain text or Markdown, never empty. */
        record Text(String text) implements Content {}

        /**
         * A block kept exactly as the provider sent it (thinking with its signature, a tool's id), as JSON. Only the
         * provider that made it can take it back.
         */
        record Verbatim(String json) implements Content {}

        /** A picture of the user's: PNG, JPEG, GIF or WebP. */
        record Image(String mediaType, Bytes bytes) implements Content {}

        /**
         * A document of the user's: a PDF ({@code application/pdf}), or text in UTF-8, whatever else its type says.
         *
         * @param name for the model to speak of it
         */
        record Document(String name, String mediaType, Bytes bytes) implements Content {}
    }

    /** What is too large to be kept in memory between calls; opened anew for each. */
    public interface Bytes {

        long size();

        /** May block. */
        InputStream open();
    }

    public ModelMessage {
        content = List.copyOf(content);
        if (content.isEmpty()) {
            throw new IllegalArgumentException("A message needs content");
        }
    }

    public static ModelMessage user(String text) {
        return new ModelMessage(Role.USER, List.of(new Content.Text(text)));
    }

    public static ModelMessage assistant(String text) {
        return new ModelMessage(Role.ASSISTANT, List.of(new Content.Text(text)));
    }
}
