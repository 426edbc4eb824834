package dev.parley.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Writes each record of the log as one JSON object on a line of its own, whatever is in it. */
final class JsonLines extends ExtFormatter {

    private static final int LONGEST_STACK = 32_000;

    private final JsonFactory factory = new JsonFactory();

    @Override
    public String format(ExtLogRecord record) {
        var line = new StringWriter();
        try (var json = factory.createGenerator(line)) {
            json.writeStartObject();
            write(json, record);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private void write(JsonGenerator json, ExtLogRecord record) throws IOException {
        json.writeStringField("time", Instant.ofEpochMilli(record.getMillis()).toString());
        json.writeStringField("level", String.valueOf(record.getLevel()));
        json.writeStringField("logger", record.getLoggerName());
        json.writeStringField("thread", record.getThreadName());
        json.writeStringField("message", formatMessage(record));
        writeContext(json, record.getMdcCopy());
        var thrown = record.getThrown();
        if (thrown != null) {
            json.writeStringField("exception", thrown.getClass().getName());
            json.writeStringField("stack", stack(thrown));
        }
    }

    /** Such as the request's id. */
    private static void writeContext(JsonGenerator json, Map<String, String> context) throws IOException {
        if (!context.isEmpty()) {
            json.writeObjectFieldStart("context");
            for (var entry : context.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }

    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.getBuffer().substring(0, Math.min(text.getBuffer().length(), LONGEST_STACK));
    }
}
