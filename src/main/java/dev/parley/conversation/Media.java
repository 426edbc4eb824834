package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something whose bytes are a blob of its conversation. */
public sealed interface Media extends Element.Content permits Media.Image, Media.Audio, Media.Video, Element.File {

    BlobId blob();

    @Override
    default List<BlobId> blobs() {
        return List.of(blob());
    }

    /**
     * A picture.
     *
     * @param alt what it shows, for who does not see it; empty where it only decorates
     * @param width in pixels; null where the file does not say
     */
    record Image(
            @JsonProperty("file") BlobId blob,
            String alt,
            @Nullable String caption,
            @Nullable Integer width,
            @Nullable Integer height)
            implements Media {

        public Image {
            if ((width != null && width < 1) || (height != null && height < 1)) {
                throw new IllegalArgumentException("A picture has at least one pixel");
            }
        }
    }

    record Audio(
            @JsonProperty("file") BlobId blob, @Nullable String caption, String mediaType) implements Media {
        public Audio {
            requireType(mediaType, "audio/");
        }
    }

    record Video(
            @JsonProperty("file") BlobId blob, @Nullable String caption, String mediaType) implements Media {
        public Video {
            requireType(mediaType, "video/");
        }
    }

    private static void requireType(String mediaType, String group) {
        if (!mediaType.toLowerCase(Locale.ROOT).startsWith(group)) {
            throw new IllegalArgumentException(mediaType + " is not " + group + "…");
        }
    }
}
