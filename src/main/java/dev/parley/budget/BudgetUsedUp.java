package dev.parley.budget;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** No model may be called until the budget is renewed. The message is for the reader, and says when that is. */
public final class BudgetUsedUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final Duration wait;

    /** @param own whether it is the owner's and not that of all */
    BudgetUsedUp(boolean own, Period period, ZonedDateTime renewal, Duration wait) {
        super(
                "%s budget for %s is used up. It is renewed on %s (%s)."
                        .formatted(
                                own ? "Your" : "This server's",
                                period == Period.DAY ? "today" : "this month",
                                TIME.format(renewal),
                                renewal.getZone().getId()),
                null,
                false,
                false);
        this.wait = wait;
    }

    /** How long it is until the budget is renewed. */
    public Duration untilRenewal() {
        return wait;
    }

    /** For the reader. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
