package dev.parley.budget;

import java.time.LocalDate;
import java.util.Locale;

/** After what time a budget is renewed. */
public enum Period {
    DAY,
    MONTH;

    /** The first day of the one that {@code day} is in. */
    LocalDate begin(LocalDate day) {
        return this == DAY ? day : day.withDayOfMonth(1);
    }

    /** The first day of the next one. */
    LocalDate next(LocalDate day) {
        return this == DAY ? day.plusDays(1) : day.withDayOfMonth(1).plusMonths(1);
    }

    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
