package dev.parley.model.claude;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads how long a server asks to wait. */
final class RetryAfter {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH);

    /** About as long as anyone keeps a process running; keeps the arithmetic from overflowing. */
    private static final double LONGEST_MILLIS = Duration.ofDays(365).toMillis();

    private RetryAfter() {}

    /**
     * The wait, or null where none was asked for, or nothing that makes sense.
     *
     * @param millis the {@code retry-after-ms} header, which wins
     * @param value the {@code retry-after} header: seconds or a date
     */
    static @Nullable Duration parse(@Nullable String millis, @Nullable String value, Instant now) {
        Duration exact = millis == null ? null : number(millis, 1);
        if (exact != null || value == null) {
            return exact;
        }
        Duration seconds = number(value, 1_000);
        return seconds == null ? date(value, now) : seconds;
    }

    private static @Nullable Duration number(String text, int millisPerUnit) {
        try {
            double millis = Double.parseDouble(text.strip()) * millisPerUnit;
            return millis > 0 ? Duration.ofMillis(Math.round(Math.min(millis, LONGEST_MILLIS))) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration date(String text, Instant now) {
        try {
            Duration wait = Duration.between(
                    now, ZonedDateTime.parse(text.strip(), HTTP_DATE).toInstant());
            return wait.isPositive() ? wait : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
