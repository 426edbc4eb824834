package dev.parley.turn;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what a handler gives as bytes. Nothing is fetched from elsewhere. */
final class ByteSource {

    private ByteSource() {}

    static InputStream open(Object source) {
        try {
            return switch (source) {
                case byte[] bytes -> new ByteArrayInputStream(bytes);
                case InputStream stream -> stream;
                case Path path -> Files.newInputStream(path);
                case URI uri -> open(uri);
                default ->
                    throw new IllegalArgumentException(
                            "Bytes come from a byte[], a Path, a URI or an InputStream, not from "
                                    + source.getClass().getName());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot be read: " + source, e);
        }
    }

    private static InputStream open(URI uri) throws IOException {
        return switch (uri.getScheme()) {
            case "file", "jar", "jrt", "resource", "quarkus" -> uri.toURL().openStream();
            case "classpath" -> resource(uri.getSchemeSpecificPart());
            case null, default ->
                throw new IllegalArgumentException(
                        "Only files and resources (file:, classpath:) are read, nothing from elsewhere: " + uri);
        };
    }

    private static InputStream resource(String name) throws IOException {
        String plain = name.replaceFirst("^/+", "");
        var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(plain);
        if (stream == null) {
            throw new FileNotFoundException("There is no resource " + plain);
        }
        return stream;
    }
}
