package dev.parley.conversation;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a file is by its first bytes, whatever it calls itself. Only pictures, sound and film are told apart: what a browser
 * shows without anything in it being able to run.
 */
public final class FileType {

    /** So many bytes tell. */
    public static final int HEAD = 64;

    private static final String UNKNOWN = "application/octet-stream";

    /** What Windows calls a CSV file once a spreadsheet is installed. */
    private static final String SPREADSHEET = "application/vnd.ms-excel";

    /** Texts that browsers often have no type for. */
    private static final Map<String, String> ENDINGS =
            Map.of("csv", "text/csv", "tsv", "text/tab-separated-values", "md", "text/markdown", "txt", "text/plain");

    private FileType() {}

    /**
     * The type to keep: what the first bytes say, else what was said, unless that is a type which they would show.
     *
     * @param head the first {@link #HEAD} bytes
     */
    public static String of(byte[] head, String said) {
        return shown(head, said).orElseGet(() -> claimsToBeShown(said) ? UNKNOWN : said);
    }

    /**
     * What a file is said to be, by its ending where its type says nothing.
     *
     * @param head the first {@link #HEAD} bytes; a text has no nought among them
     */
    public static String said(byte[] head, String type, String name) {
        boolean open = type.equals(UNKNOWN) || type.equals(SPREADSHEET);
        if (!open || new String(head, StandardCharsets.ISO_8859_1).indexOf('\0') >= 0) {
            return type;
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ENDINGS.getOrDefault(ending, type);
    }

    private static boolean claimsToBeShown(String said) {
        return isSound(said)
                || said.startsWith("video/")
                || (said.startsWith("image/") && !said.equals("image/svg+xml"));
    }

    /**
     * The type under which a browser may show it; empty for what it may only save.
     *
     * @param said tells sound from film where both come in the same wrapping
     */
    public static Optional<String> shown(byte[] head, String said) {
        var picture = PictureHead.format(head).map(PictureHead.Format::mediaType);
        return picture.isPresent() ? picture : played(new String(head, StandardCharsets.ISO_8859_1), said);
    }

    private static Optional<String> played(String head, String said) {
        if (head.startsWith("ftyp", 4)) {
            return boxed(head, said);
        }
        if (head.startsWith("\u001aE\u00df\u00a3")) {
            return Optional.of(isSound(said) ? "audio/webm" : "video/webm");
        }
        if (head.startsWith("OggS")) {
            return Optional.of(said.startsWith("video/") ? "video/ogg" : "audio/ogg");
        }
        return sound(head, said);
    }

    /** By the brand of an ISO base media file. */
    private static Optional<String> boxed(String head, String said) {
        String brand = head.length() < 12 ? "" : head.substring(8, 12);
        return switch (brand) {
            case "avif", "avis" -> Optional.of("image/avif");
            case "M4A ", "M4B " -> Optional.of("audio/mp4");
            case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "MSNV", "qt  " ->
                Optional.of(isSound(said) ? "audio/mp4" : "video/mp4");
            default -> Optional.empty();
        };
    }

    private static Optional<String> sound(String head, String said) {
        if (head.startsWith("RIFF") && head.startsWith("WAVE", 8)) {
            return Optional.of("audio/wav");
        }
        if (head.startsWith("fLaC")) {
            return Optional.of("audio/flac");
        }
        if (head.startsWith("ID3")) {
            return Optional.of("audio/mpeg");
        }
        return isSound(said) && head.length() > 1 ? frames(head.charAt(0), head.charAt(1)) : Optional.empty();
    }

    /** Bare frames have eleven bits to be known by, which much else may begin with. */
    private static Optional<String> frames(int first, int second) {
        if (first != 0xff || (second & 0xe0) != 0xe0) {
            return Optional.empty();
        }
        return (second & 0xf6) == 0xf0
                ? Optional.of("audio/aac")
                : (second & 0x06) == 0 ? Optional.empty() : Optional.of("audio/mpeg");
    }

    private static boolean isSound(String said) {
        return said.startsWith("audio/");
    }
}
