package dev.parley.chat;

import dev.parley.conversation.Tabular.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a value is in a cell. */
final class Cells {

    /** A longer text is cut: a cell is no place to read it. */
    private static final int LONGEST = 4_000;

    private Cells() {}

    /** Text, a finite number, a boolean, a date or time in ISO 8601, or null. */
    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Integer _, Long _, BigDecimal _, BigInteger _ -> value;
            case Short number -> number.intValue();
            case Byte number -> number.intValue();
            case Double number -> finite(number);
            // By its text, so that 0.1f stays 0.1.
            case Float number -> finite(Double.parseDouble(number.toString()));
            case Number number -> finite(number.doubleValue());
            case Optional<?> optional -> of(optional.orElse(null));
            case java.sql.Date date -> date.toLocalDate().toString();
            case Time time -> time.toLocalTime().toString();
            case Date time -> time.toInstant().toString();
            case ZonedDateTime time -> time.toOffsetDateTime().toString();
            default -> text(value);
        };
    }

    private static @Nullable Double finite(double number) {
        return Double.isFinite(number) ? number : null;
    }

    private static String text(Object value) {
        String text = Texts.of(value);
        return text.length() <= LONGEST ? text : Texts.cut(text, LONGEST) + "…";
    }

    /** The kind of column that {@code value} would make; null for one that says nothing. */
    static Column.@Nullable Type type(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean _ -> Column.Type.BOOLEAN;
            case Number _ -> Column.Type.NUMBER;
            case Optional<?> optional -> type(optional.orElse(null));
            case LocalDate _, java.sql.Date _ -> Column.Type.DATE;
            case LocalTime _, Time _ -> Column.Type.TIME;
            case LocalDateTime _, Instant _, OffsetDateTime _, ZonedDateTime _, Date _ -> Column.Type.DATETIME;
            default -> Column.Type.TEXT;
        };
    }

    /** Kinds that differ have only their text in common. */
    static Column.@Nullable Type common(Column.@Nullable Type one, Column.@Nullable Type other) {
        if (one == null || one == other) {
            return other;
        }
        return other == null ? one : Column.Type.TEXT;
    }

    /** A cell of a column of {@code type}. */
    static @Nullable Object of(@Nullable Object value, Column.Type type) {
        Object cell = of(value);
        boolean asText = cell != null && type != Column.Type.NUMBER && type != Column.Type.BOOLEAN;
        return asText ? String.valueOf(cell) : cell;
    }
}
