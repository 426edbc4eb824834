package common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is empty at first and gone in the end. */
public record Scratch(Path folder) implements AutoCloseable {

    /** Whatever an earlier run has left there is removed. */
    public static Scratch at(Path folder) throws IOException {
        remove(folder);
        Files.createDirectories(folder);
        return new Scratch(folder);
    }

    @Override
    public void close() {
        try {
            remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
