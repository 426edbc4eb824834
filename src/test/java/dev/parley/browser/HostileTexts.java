package dev.parley.browser;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Texts that would run, load, lead away or cover the page if something read them as more than text. */
final class HostileTexts {
    private static final Path FOLDER = Path.of("src", "test", "resources", "hostile");

    private HostileTexts() {}

    static List<String> all() throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                texts.addAll(List.of(new ObjectMapper().readValue(file.toFile(), String[].class)));
            }
        }
        return texts;
    }
}
