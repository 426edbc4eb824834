package dev.parley.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a picture's beginning says. Nothing is decoded: a small file may be a huge picture.
 *
 * @param width in pixels; null where the beginning does not say
 */
public record PictureHead(
        Format format, @Nullable Integer width, @Nullable Integer height) {

    /** Where every format's size stands, in bytes; a JPEG may carry a thumbnail and profiles before it. */
    public static final int LENGTH = 262_144;

    public enum Format {
        PNG,
        JPEG,
        GIF,
        WEBP;

        public String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String mediaType() {
            return "image/" + ending();
        }
    }

    /** @param head the first {@link #LENGTH} bytes; fewer may say less */
    public static Optional<PictureHead> of(byte[] head) {
        return format(head).map(format -> {
            int[] size = size(format, head);
            boolean known = size.length == 2 && size[0] > 0 && size[1] > 0;
            return new PictureHead(format, known ? size[0] : null, known ? size[1] : null);
        });
    }

    /** A dozen bytes are enough. */
    public static Optional<Format> format(byte[] head) {
        String start = new String(head, 0, Math.min(12, head.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n")) {
            return Optional.of(Format.PNG);
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(Format.JPEG);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(Format.GIF);
        }
        return start.startsWith("RIFF") && start.endsWith("WEBP") ? Optional.of(Format.WEBP) : Optional.empty();
    }

    private static int[] size(Format format, byte[] head) {
        try {
            return switch (format) {
                case PNG -> new int[] {big(head, 16, 4), big(head, 20, 4)};
                case GIF -> new int[] {little(head, 6, 2), little(head, 8, 2)};
                case JPEG -> jpeg(head);
                case WEBP -> webp(head);
            };
        } catch (IndexOutOfBoundsException e) {
            // Cut off within its head: the browser will say so.
            return new int[0];
        }
    }

    private static int[] jpeg(byte[] head) {
        int at = 2;
        while (at + 9 < head.length) {
            int marker = head[at + 1] & 0xff;
            boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            if (frame) {
                return new int[] {big(head, at + 7, 2), big(head, at + 5, 2)};
            }
            at += marker == 0xff ? 1 : 2 + big(head, at + 2, 2);
        }
        return new int[0];
    }

    private static int[] webp(byte[] head) {
        String chunk = new String(head, 12, 4, StandardCharsets.ISO_8859_1);
        return switch (chunk) {
            case "VP8X" -> new int[] {little(head, 24, 3) + 1, little(head, 27, 3) + 1};
            case "VP8 " -> new int[] {little(head, 26, 2) & 0x3fff, little(head, 28, 2) & 0x3fff};
            case "VP8L" -> {
                int bits = little(head, 21, 4);
                yield new int[] {(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1};
            }
            default -> new int[0];
        };
    }

    private static int big(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }

    private static int little(byte[] bytes, int at, int count) {
        int number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
