package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a collector of OpenTelemetry is sent. */
@QuarkusTest
@TestProfile(ObservedParley.class)
class TracesTest {

    private static Span span(String name, Predicate<Span> fits) {
        var searched = fits.and(span -> span.getName().equals(name));
        return Watched.spans(searched).stream().filter(searched).findFirst().orElseThrow();
    }

    private static AnyValue attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(KeyValue::getValue)
                .findFirst()
                .orElse(AnyValue.getDefaultInstance());
    }

    private static List<String> events(Span span) {
        return span.getEventsList().stream().map(Event::getName).toList();
    }

    @Test
    void aTurnIsASpanWithItsCallBelow() {
        Watched.say("hello");
        var turn = span(
                "turn", span -> attribute(span, "parley.state").getStringValue().equals("complete"));
        var call = span("model call", span -> span.getParentSpanId().equals(turn.getSpanId()));

        assertThat(turn.getParentSpanId()).isEmpty();
        assertThat(turn.getTraceId().size()).isEqualTo(16);
        assertThat(turn.getSpanId().size()).isEqualTo(8);
        assertThat(turn.getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
        assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.getTraceId()).isEqualTo(turn.getTraceId());
        assertThat(attribute(turn, "parley.handler").getStringValue()).isEqualTo("claude");
        assertThat(attribute(turn, "gen_ai.usage.input_tokens").getIntValue()).isEqualTo(35);
        assertThat(attribute(turn, "gen_ai.usage.output_tokens").getIntValue()).isEqualTo(7);
        assertThat(attribute(call, "gen_ai.response.model").getStringValue()).isEqualTo("claude-sonnet-5-5");
        assertThat(turn.getEndTimeUnixNano()).isGreaterThanOrEqualTo(call.getEndTimeUnixNano());
        assertThat(events(turn)).containsExactly("first chunk");
    }

    @Test
    void aCallThatIsMadeAgainSaysSo() {
        Watched.say("please overload");

        assertThat(events(span("model call", span -> !events(span).isEmpty()))).containsOnly("retry after overloaded");
    }

    @Test
    void aFailureHasItsKind() {
        Watched.say("please refuse");

        var status = span("model call", span -> span.getStatus().getMessage().equals("refused_input"))
                .getStatus();
        assertThat(status.getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    }
}
