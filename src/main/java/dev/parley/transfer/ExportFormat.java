package dev.parley.transfer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a conversation leaves. */
public enum ExportFormat {
    /** The shown path, to be read. */
    MARKDOWN("text/markdown; charset=UTF-8", "md"),
    /** All of it, to be imported again. */
    JSON("application/json", "json"),
    /** The shown path, as a page that needs nothing else. */
    HTML("text/html; charset=UTF-8", "html");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** As addresses write it. */
    public static Optional<ExportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    /** The end of a file's name, without the dot. */
    public String extension() {
        return extension;
    }
}
