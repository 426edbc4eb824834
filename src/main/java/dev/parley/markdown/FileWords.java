package dev.parley.markdown;

import dev.parley.conversation.Blob;
import dev.parley.conversation.Element;
import dev.parley.conversation.Media;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a file where its bytes are not.
 *
 * @param kind such as {@code Picture}
 * @param size in bytes; null where nobody knows
 */
public record FileWords(
        String kind,
        String name,
        @Nullable String caption,
        @Nullable Long size) {

    public static FileWords of(Media media, Optional<Blob> known) {
        String name = known.map(Blob::name).orElse(media.blob().value());
        Long size = known.map(Blob::size).orElse(null);
        return switch (media) {
            case Media.Image image ->
                new FileWords("Picture", image.alt().isBlank() ? name : image.alt(), image.caption(), size);
            case Media.Audio audio -> new FileWords("Audio", name, audio.caption(), size);
            case Media.Video video -> new FileWords("Video", name, video.caption(), size);
            case Element.File file -> new FileWords("File", file.name(), null, file.size());
        };
    }

    /** The caption is not in it. */
    public String line() {
        return kind + ": " + name + (size == null ? "" : " (" + shown(size) + ")");
    }

    private static String shown(long bytes) {
        if (bytes < 1_000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double value = bytes / 1_000.0;
        int unit = 0;
        while (value >= 999.95 && unit < 3) {
            value /= 1_000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, new String[] {"kB", "MB", "GB", "TB"}[unit]);
    }
}
