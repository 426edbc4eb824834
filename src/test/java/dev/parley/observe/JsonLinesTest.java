package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static ExtLogRecord record(String message, Object... parameters) {
        var record = new ExtLogRecord(Level.WARNING, message, ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setLoggerName("dev.parley.Some");
        record.setThreadName("a \"thread\"");
        record.setParameters(parameters);
        return record;
    }

    private static JsonNode parsed(ExtLogRecord record) throws IOException {
        String line = new JsonLines().format(record);
        assertThat(line).endsWith("\n").doesNotEndWith("\n\n");
        assertThat(line.strip().lines()).hasSize(1);
        return new ObjectMapper().readTree(line);
    }

    @Test
    void aRecordIsOneObject() throws IOException {
        var line = parsed(record("%d of\n\"%s\"\u0000", 3, "é\uD83D\uDE00"));

        assertThat(line.path("message").asText()).isEqualTo("3 of\n\"é\uD83D\uDE00\"\u0000");
        assertThat(line.path("level").asText()).isEqualTo("WARNING");
        assertThat(line.path("logger").asText()).isEqualTo("dev.parley.Some");
        assertThat(line.path("thread").asText()).isEqualTo("a \"thread\"");
        assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(line.has("exception")).isFalse();
        assertThat(line.has("context")).isFalse();
    }

    @Test
    void anExceptionIsInItWithItsCauses() throws IOException {
        var record = record("It failed");
        record.setThrown(new IllegalStateException("two\nlines", new IOException("the cause")));

        var line = parsed(record);

        assertThat(line.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("stack").asText()).contains("two\nlines", "Caused by: java.io.IOException: the cause");
    }

    @Test
    void theRequestsIdIsInIt() throws IOException {
        var record = record("It failed");
        record.putMdc("requestId", "abc.7");

        assertThat(parsed(record).at("/context/requestId").asText()).isEqualTo("abc.7");
    }
}
