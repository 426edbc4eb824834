package dev.parley.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.conversation.WellFormedText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Texts and times of a file that anybody may have written. */
final class Texts {

    private Texts() {}

    /** Well-formed, and not longer than so many characters. */
    static String clipped(String text, int longest) {
        String wellFormed = WellFormedText.of(text);
        return wellFormed.length() <= longest
                ? wellFormed
                : WellFormedText.of(wellFormed.substring(0, longest - 1)) + "…";
    }

    /** What comes from the future would stand above everything else until then. */
    static Instant past(Instant time, Instant now) {
        return time.isAfter(now) ? now : time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    /** Seconds since 1970 with a fraction, or a time as ISO 8601 writes it; null where it is neither. */
    static @Nullable Instant time(JsonNode value) {
        try {
            if (value.isNumber()) {
                return Instant.ofEpochMilli(Math.round(value.asDouble() * 1_000));
            }
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
