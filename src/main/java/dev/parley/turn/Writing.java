package dev.parley.turn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.chat.Chart;
import dev.parley.chat.StreamResult;
import dev.parley.chat.Table;
import dev.parley.chat.Texts;
import dev.parley.chat.stream.Chunks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks the element for a value by its type. */
final class Writing {

    private static final int LONGEST_TEXT = 100_000;
    private static final int HEAD = 32;
    private static final Set<String> LOCAL = Set.of("file", "jar", "jrt", "resource", "quarkus", "classpath");

    private Writing() {}

    static void write(TurnContainer<?> container, @Nullable Object value) {
        switch (value) {
            case null -> container.code("null", null, null);
            case CharSequence text -> container.markdown(text.toString());
            case StreamResult result -> result.parts().forEach(part -> write(container, part));
            case Throwable failure -> container.error(failure);
            case Chart chart -> container.chart(chart);
            case Object table when Table.isTable(table) -> container.table(Table.of(table));
            case Object picture when BufferedPictures.isOne(picture) -> container.image(picture, "", null);
            case Path path -> path(container, path);
            case URI uri
            when LOCAL.contains(String.valueOf(uri.getScheme())) && isPicture(uri) ->
                container.image(uri, name(uri.toString()), null);
            case Map<?, ?> map -> container.json(map);
            case Collection<?> items -> container.json(items);
            case Record fields -> container.json(fields);
            case JsonNode json -> container.json(json);
            case Object array when array.getClass().isArray() -> array(container, array);
            case Object stream when Chunks.isSource(stream) -> container.writeStream(stream, null);
            default -> container.code(text(value), null, null);
        }
    }

    private static void array(TurnContainer<?> container, Object array) {
        if (array instanceof byte[] bytes && Picture.isPicture(bytes)) {
            container.image(bytes, "", null);
        } else {
            container.json(array);
        }
    }

    private static void path(TurnContainer<?> container, Path path) {
        String name = name(path.toString());
        if (isPicture(path)) {
            container.image(path, name, null);
        } else {
            container.file(path, name, mediaType(name));
        }
    }

    private static boolean isPicture(Object source) {
        try (InputStream bytes = ByteSource.open(source)) {
            return Picture.isPicture(bytes.readNBytes(HEAD));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot be read: " + source, e);
        }
    }

    /** Only for what it is called: what is served decides by itself what is safe. */
    private static String mediaType(String name) {
        try {
            String type = Files.probeContentType(Path.of(name));
            return type == null ? "application/octet-stream" : type.toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return "application/octet-stream";
        }
    }

    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static String text(Object value) {
        String text = Texts.of(value);
        return text.length() <= LONGEST_TEXT ? text : Texts.cut(text, LONGEST_TEXT) + "…";
    }
}
