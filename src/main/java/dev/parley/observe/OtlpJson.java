package dev.parley.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.observe.RecordedSpan.Ended;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Spans as OpenTelemetry's protocol writes them in JSON. */
final class OtlpJson {

    private static final int INTERNAL = 1;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String service;

    /** @param service what the spans come from */
    OtlpJson(String service) {
        this.service = service;
    }

    byte[] of(List<Ended> spans) {
        var root = MAPPER.createObjectNode();
        var resource = root.putArray("resourceSpans").addObject();
        attribute(resource.putObject("resource").putArray("attributes"), "service.name", service);
        var scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "dev.parley");
        var written = scope.putArray("spans");
        spans.forEach(span -> write(written.addObject(), span));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ObjectNode json, Ended span) {
        json.put("traceId", span.trace()).put("spanId", span.id());
        if (span.parent() != null) {
            json.put("parentSpanId", span.parent());
        }
        json.put("name", span.name())
                .put("kind", span.name().equals(ObservedTurns.TURN) ? INTERNAL : CLIENT)
                .put("startTimeUnixNano", String.valueOf(span.begin()))
                .put("endTimeUnixNano", String.valueOf(span.end()));
        var attributes = json.putArray("attributes");
        span.attributes().forEach((key, value) -> attribute(attributes, key, value));
        var events = json.putArray("events");
        span.events()
                .forEach(event ->
                        events.addObject().put("name", event.name()).put("timeUnixNano", String.valueOf(event.at())));
        if (span.failure() != null) {
            json.putObject("status").put("code", ERROR).put("message", span.failure());
        }
    }

    private static void attribute(ArrayNode attributes, String key, Object value) {
        var written = attributes.addObject().put("key", key).putObject("value");
        switch (value) {
            case Boolean flag -> written.put("boolValue", flag);
            // 64 bits are a text there: not every reader of JSON has such numbers.
            case Long number -> written.put("intValue", number.toString());
            default -> written.put("stringValue", value.toString());
        }
    }
}
