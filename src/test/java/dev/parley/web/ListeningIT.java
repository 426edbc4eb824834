package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application, started with a model to pay for and its doors open. */
class ListeningIT {

    @TempDir
    Path folder;

    @Test
    void theStartFailsWithOneSentenceThatSaysWhatToDo() throws IOException {
        try (var parley = parley("parley.claude.api-key=a-canary-of-a-key")) {
            parley.launch();

            assertThat(parley.awaitExit()).isEqualTo(1);
            assertThat(parley.output().lines().filter(line -> line.contains("parley.access")))
                    .singleElement()
                    .asString()
                    .contains("0.0.0.0")
                    .contains("password, token, proxy-header or open");
            assertThat(parley.output())
                    .doesNotContain("\tat ")
                    .doesNotContain("canary")
                    .doesNotContain("Listening on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.access=open", "quarkus.http.host=localhost"})
    void withAnAnswerToThatItStarts(String setting) throws IOException {
        try (var parley = parley("parley.claude.base-url=http://localhost:9", setting)) {
            parley.start();
        }
    }

    @Test
    void whatIsHalfConfiguredStopsTheStartAsWell() throws IOException {
        try (var parley = parley("parley.access=password")) {
            parley.launch();

            assertThat(parley.awaitExit()).isEqualTo(1);
            assertThat(parley.output()).contains("parley.password-hash").doesNotContain("\tat ");
        }
    }

    @Test
    void whatIsWrongAboutAccessIsToldBeforeThereIsAStore() throws IOException {
        try (var parley = parley("parley.access=open", "parley.metrics.token=short")) {
            parley.launch();

            assertThat(parley.awaitExit()).isEqualTo(1);
            assertThat(parley.output().lines())
                    .containsExactly("parley.metrics.token must have at least 16 characters");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void aStartThatFindsItsTablesGoesWithoutFlyway() throws Exception {
        try (var first = parley("parley.access=open")) {
            first.start();
            assertThat(first.output()).contains("org.flywaydb");
            first.terminate();
            first.awaitExit();
        }
        try (var second = parley("parley.access=open")) {
            second.start();
            assertThat(second.output()).doesNotContain("org.flywaydb");
        }
    }

    @Test
    void aStopIsNoFaultInTheLog() throws Exception {
        try (var parley = parley("parley.access=open")) {
            parley.start();
            ApiClient.newOwner(parley.address()).sent("/echo Something to be stored");
            parley.terminate();

            assertThat(parley.awaitExit()).isIn(0, 143);
            assertThat(parley.output())
                    .contains("stopped in")
                    .doesNotContain(" WARN ")
                    .doesNotContain(" ERROR ");
        }
    }

    /** Settings that come later win. */
    private ParleyProcess parley(String... settings) throws IOException {
        return new ParleyProcess(
                folder,
                Stream.concat(
                                Stream.of(
                                        "parley.store.directory=" + folder.resolve("data"),
                                        "quarkus.http.host=0.0.0.0"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }
}
