package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scrape gets, and who gets it. */
@QuarkusTest
@TestProfile(ObservedParley.class)
class MetricsTest {

    private static final String LABELS = "state|outcome|kind|reason|model|estimated|status|le";

    private static double value(String line) {
        return Watched.metrics()
                .lines()
                .filter(it -> it.startsWith(line + " "))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static void assertRises(String line, Runnable by) {
        double before = value(line);
        by.run();
        await().untilAsserted(() -> assertThat(value(line)).as(line).isGreaterThan(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley_turns_total{state=\"complete\"}",
                "parley_turn_duration_seconds_count",
                "parley_turn_first_chunk_seconds_count",
                "parley_turn_chunks_total",
                "parley_model_call_seconds_count{outcome=\"complete\"}",
                "parley_model_tokens_total{estimated=\"false\",kind=\"input\",model=\"claude-sonnet-5-5\"}",
                "parley_model_tokens_total{estimated=\"false\",kind=\"output\",model=\"claude-sonnet-5-5\"}",
                "parley_model_tokens_total{estimated=\"false\",kind=\"cache_read\",model=\"claude-sonnet-5-5\"}",
                "parley_model_cost_dollars_total{estimated=\"false\",model=\"claude-sonnet-5-5\"}",
                "parley_journal_batch_events_count",
                "parley_journal_commit_seconds_count",
                "parley_http_requests_seconds_count{status=\"2xx\"}",
            })
    void aTurnThatEndsWellIsCounted(String line) {
        assertRises(line, () -> assertThat(Watched.say("hello").statusCode()).isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley_turns_total{state=\"failed\"}",
                "parley_model_call_seconds_count{outcome=\"failed\"}",
                "parley_model_errors_total{kind=\"authentication\"}",
            })
    void aFailureIsCountedByItsKind(String line) {
        assertRises(line, () -> Watched.say("please fail"));
    }

    @Test
    void aBrokenAnswerIsInterruptedAndItsTokensAreEstimated() {
        assertRises(
                "parley_model_tokens_total{estimated=\"true\",kind=\"output\",model=\"claude-sonnet-5-5\"}",
                () -> assertRises("parley_turns_total{state=\"interrupted\"}", () -> Watched.say("please break")));
    }

    @Test
    void aRefusedCommandIsCountedByItsCode() {
        assertRises(
                "parley_refused_total{reason=\"malformed\"}",
                () -> assertThat(Watched.post("/api/conversations/12345678/stop", "{")
                                .statusCode())
                        .isEqualTo(400));
        assertRises("parley_refused_total{reason=\"not-signed-in\"}", () -> Watched.get("/api/conversations"));
    }

    @Test
    void noLabelTellsOfAnyone() {
        Watched.say("hello");
        String ours = Watched.metrics()
                .lines()
                .filter(line -> line.startsWith("parley_"))
                .collect(Collectors.joining("\n"));
        assertThat(Pattern.compile("[{,]([a-zA-Z_]+)=\"")
                        .matcher(ours)
                        .results()
                        .map(label -> label.group(1))
                        .distinct())
                .isNotEmpty()
                .allMatch(label -> label.matches(LABELS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/q/metrics/",
                "//q/metrics",
                "/q//metrics",
                "/q/./metrics",
                "/q/health/../metrics",
                "/q/%6Detrics",
                "/q%2Fmetrics",
                "/q/metrics;a=b",
                "/q/metrics?x",
                "/Q/Metrics",
            })
    void nobodyElseIsShownMetricsHoweverTheyAsk(String path) {
        for (String token : new String[] {ObservedParley.SCRIPT, ObservedParley.SCRAPE + "x", ""}) {
            var answer = Watched.get(path, "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).doesNotContain("parley_turns");
        }
    }

    @Test
    void aScrapeMayReadNothingElse() {
        var answer = Watched.get("/api/conversations", "Authorization", "Bearer " + ObservedParley.SCRAPE);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void dashboardAndAlertsAskForMetricsThatThereAre() throws IOException {
        Watched.say("hello");
        Watched.post("/api/conversations/12345678/stop", "{");
        Set<String> there = names(Watched.metrics());

        assertThat(there).containsAll(asked("src/main/grafana/parley.json"));
        assertThat(there).containsAll(asked("src/main/grafana/alerts.yaml"));
    }

    private static Set<String> names(String metrics) {
        return metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    /** The metrics in the expressions of a file in JSON or YAML. */
    private static Set<String> asked(String file) throws IOException {
        var tree = new ObjectMapper(new YAMLFactory()).readTree(Path.of(file).toFile());
        var names = new TreeSet<String>();
        for (var expression : tree.findValues("expr")) {
            Pattern.compile("\\b(parley|jvm|process|system)_[a-z_]+")
                    .matcher(expression.asText())
                    .results()
                    .map(MatchResult::group)
                    .forEach(names::add);
        }
        assertThat(names).hasSizeGreaterThan(3);
        return names;
    }
}
