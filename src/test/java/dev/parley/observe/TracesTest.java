package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a collector of OpenTelemetry is sent. */
@QuarkusTest
@TestProfile(ObservedParley.class)
class TracesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All spans with that name that the collector has when {@code part} is among what it was sent. */
    private static List<JsonNode> spans(String name, String part) {
        return Watched.spans(all -> all.contains(part))
                .lines()
                .flatMap(TracesTest::parsed)
                .filter(span -> span.path("name").asText().equals(name))
                .toList();
    }

    private static Stream<JsonNode> parsed(String sent) {
        try {
            return StreamSupport.stream(
                    JSON.readTree(sent)
                            .at("/resourceSpans/0/scopeSpans/0/spans")
                            .spliterator(),
                    false);
        } catch (JsonProcessingException e) {
            throw new AssertionError(sent, e);
        }
    }

    private static String attribute(JsonNode span, String key) {
        for (var attribute : span.path("attributes")) {
            if (attribute.path("key").asText().equals(key)) {
                return attribute.path("value").elements().next().asText();
            }
        }
        return "none";
    }

    @Test
    void aTurnIsASpanWithItsCallBelow() {
        Watched.say("hello");
        var turn = spans("turn", "\"complete\"").stream()
                .filter(span -> attribute(span, "parley.state").equals("complete"))
                .findFirst()
                .orElseThrow();
        var call = spans("model call", turn.path("spanId").asText()).stream()
                .filter(span -> span.path("parentSpanId").equals(turn.path("spanId")))
                .findFirst()
                .orElseThrow();

        assertThat(turn.has("parentSpanId")).isFalse();
        assertThat(turn.path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(turn.path("spanId").asText()).matches("[0-9a-f]{16}");
        assertThat(call.path("traceId")).isEqualTo(turn.path("traceId"));
        assertThat(attribute(turn, "parley.handler")).isEqualTo("claude");
        assertThat(attribute(turn, "gen_ai.usage.input_tokens")).isEqualTo("35");
        assertThat(attribute(turn, "gen_ai.usage.output_tokens")).isEqualTo("7");
        assertThat(attribute(call, "gen_ai.response.model")).isEqualTo("claude-sonnet-5-5");
        assertThat(turn.path("endTimeUnixNano").asLong())
                .isGreaterThanOrEqualTo(call.path("endTimeUnixNano").asLong());
        assertThat(turn.at("/events/0/name").asText()).isEqualTo("first chunk");
    }

    @Test
    void aCallThatIsMadeAgainSaysSo() {
        Watched.say("please overload");

        assertThat(spans("model call", "retry after overloaded"))
                .anySatisfy(
                        span -> assertThat(span.at("/events/0/name").asText()).isEqualTo("retry after overloaded"));
    }

    @Test
    void aFailureHasItsKind() {
        Watched.say("please refuse");

        assertThat(spans("model call", "refused_input"))
                .anySatisfy(span -> assertThat(span.path("status"))
                        .isEqualTo(JSON.createObjectNode().put("code", 2).put("message", "refused_input")));
    }
}
