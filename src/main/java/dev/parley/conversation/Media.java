package dev.parley.conversation;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something whose bytes are a file of its conversation, named by an id. */
public sealed interface Media extends Element.Content {

    String file();

    /**
     * A picture.
     *
     * @param alt what it shows, for who does not see it; empty where it only decorates
     * @param width in pixels; null where the file does not say
     */
    record Image(
            String file,
            String alt,
            @Nullable String caption,
            @Nullable Integer width,
            @Nullable Integer height) implements Media {

        public Image {
            if ((width != null && width < 1) || (height != null && height < 1)) {
                throw new IllegalArgumentException("A picture has at least one pixel");
            }
        }
    }

    record Audio(String file, @Nullable String caption, String mediaType) implements Media {
        public Audio {
            requireType(mediaType, "audio/");
        }
    }

    record Video(String file, @Nullable String caption, String mediaType) implements Media {
        public Video {
            requireType(mediaType, "video/");
        }
    }

    /**
     * A file to download.
     *
     * @param size in bytes
     */
    record Attachment(String file, String name, String mediaType, long size) implements Media {
        public Attachment {
            if (name.isBlank() || size < 0) {
                throw new IllegalArgumentException("A file has a name and at least 0 bytes");
            }
        }
    }

    private static void requireType(String mediaType, String group) {
        if (!mediaType.toLowerCase(Locale.ROOT).startsWith(group)) {
            throw new IllegalArgumentException(mediaType + " is not " + group + "…");
        }
    }
}
