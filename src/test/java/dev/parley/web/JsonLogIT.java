package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose log is for machines. */
class JsonLogIT {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void eachLineIsOneObjectFromTheFirstToTheLast(@TempDir Path folder) throws Exception {
        List<String> lines;
        try (var parley = new ParleyProcess(
                folder, "parley.logging.format=json", "parley.store.directory=" + folder.resolve("data"))) {
            parley.start();
            parley.terminate();
            parley.awaitExit();
            // The JVM's own, which it writes past every log with an empty line behind them.
            lines = parley.output()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING: "))
                    .toList();
        }

        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            assertThat(JSON.readTree(line).path("message").isTextual()).as(line).isTrue();
        }
    }
}
