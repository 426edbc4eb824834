package dev.parley.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The exported page's style sheet, and the one content security policy that lets it in and pictures within the page, and nothing else. */
record ExportStyle(String css, String policy) {

    static final String RESOURCE = "/export/export.css";

    static ExportStyle load() {
        String css = read();
        return new ExportStyle(
                css,
                "default-src 'none'; style-src 'sha256-" + sha256(css)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
    }

    private static String read() {
        try (InputStream css = ExportStyle.class.getResourceAsStream(RESOURCE)) {
            if (css == null) {
                throw new IllegalStateException("The style sheet of exports is missing: " + RESOURCE);
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
