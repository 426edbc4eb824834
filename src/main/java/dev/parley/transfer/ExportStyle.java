package dev.parley.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The exported page's style, put together of its parts, and the one content security policy that lets it in and pictures within the page, and nothing else. */
record ExportStyle(String css, String policy) {

    /** In the order in which they stand in the page. */
    private static final List<String> PARTS = List.of("page", "markdown", "elements");

    static ExportStyle load() {
        String css = PARTS.stream().map(ExportStyle::read).collect(Collectors.joining("\n"));
        return new ExportStyle(
                css,
                "default-src 'none'; style-src 'sha256-" + sha256(css)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    private static String read(String part) {
        String resource = "/export/" + part + ".css";
        try (InputStream css = ExportStyle.class.getResourceAsStream(resource)) {
            if (css == null) {
                throw new IllegalStateException("A style sheet of exports is missing: " + resource);
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
