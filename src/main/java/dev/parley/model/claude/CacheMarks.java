package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.model.ModelMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Up to where a prompt is to be kept at the provider: the system prompt, and the last two user messages. The last one, because
 * the next prompt begins with this one; the one before, because that is where the last prompt was kept up to.
 */
final class CacheMarks {

    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);
    private static final int USER_MESSAGES = 2;

    private final boolean hour;

    CacheMarks(ClaudeConfig.Cache config) {
        if (!config.ttl().equals(USUAL) && !config.ttl().equals(LONG)) {
            throw new IllegalArgumentException("parley.claude.cache.ttl is 5m or 1h");
        }
        this.hour = config.ttl().equals(LONG);
    }

    /** Whether what is kept costs what keeping it for an hour does. */
    static boolean forAnHour(ClaudeConfig.Cache config) {
        return config.ttl().equals(LONG);
    }

    /** The index of the first message with a mark: user messages from there on have one. */
    static int firstMarked(List<ModelMessage> messages) {
        int left = USER_MESSAGES;
        for (int at = messages.size() - 1; at >= 0; at--) {
            if (messages.get(at).role() == ModelMessage.Role.USER && --left == 0) {
                return at;
            }
        }
        return 0;
    }

    /** Into the block that is being written. */
    void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("cache_control");
        json.writeStringField("type", "ephemeral");
        if (hour) {
            json.writeStringField("ttl", "1h");
        }
        json.writeEndObject();
    }
}
