package dev.parley.transfer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A name under which a browser may save a download, made from a title: whatever the title is, it names a plain file. */
public record FileName(String stem, String extension) {

    private static final int LONGEST = 60;

    /** What file systems, shells or the eye may take for something else; control and format characters included. */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{C}\\p{Z}/\\\\:*?\"'<>|%;`$~#&!{}]+");

    private static final Pattern NO_ASCII = Pattern.compile("[^A-Za-z0-9._ -]+");

    public static FileName of(String title, ExportFormat format) {
        String words = UNSAFE.matcher(title).replaceAll(" ");
        String cut = words.codePointCount(0, words.length()) <= LONGEST
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST));
        // A dot or a blank at either end hides a file, or is dropped by Windows.
        String stem = cut.replaceAll("^[. -]+|[. -]+$", "");
        return new FileName(stem.isEmpty() ? "Conversation" : stem, format.extension());
    }

    /** The header Content-Disposition: for old browsers in ASCII, for all others as RFC 5987 writes it. */
    public String contentDisposition() {
        String ascii = NO_ASCII.matcher(stem).replaceAll("-").strip();
        String encoded = URLEncoder.encode(name(stem), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + name(ascii) + "\"; filename*=UTF-8''" + encoded;
    }

    /** Never one of the names that Windows keeps for its devices. */
    private String name(String of) {
        return "Parley - " + of + "." + extension;
    }
}
