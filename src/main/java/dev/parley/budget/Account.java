package dev.parley.budget;

import dev.parley.conversation.Spending;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What one owner, or all together, have spent today and this month, what is under way included. Thread-safe. */
final class Account {

    private LocalDate day;
    private Spending today;
    private Spending thisMonth;

    Account(LocalDate day, Spending today, Spending thisMonth) {
        this.day = day;
        this.today = today;
        this.thisMonth = thisMonth;
    }

    synchronized void add(LocalDate now, Spending more) {
        turnTo(now);
        today = today.plus(more);
        thisMonth = thisMonth.plus(more);
    }

    synchronized Spending spent(Period period, LocalDate now) {
        turnTo(now);
        return period == Period.DAY ? today : thisMonth;
    }

    /** The first allowance that is used up. */
    Optional<Allowance> usedUp(List<Allowance> allowances, LocalDate now) {
        return allowances.stream()
                .filter(allowance -> allowance.left(spent(allowance.period(), now)) <= 0)
                .findFirst();
    }

    /** A clock that is set back changes nothing. */
    private void turnTo(LocalDate now) {
        if (now.isAfter(day)) {
            boolean sameMonth = Period.MONTH.begin(now).equals(Period.MONTH.begin(day));
            thisMonth = sameMonth ? thisMonth : Spending.NONE;
            today = Spending.NONE;
            day = now;
        }
    }

    /** Whether nothing was spent on or after this day. */
    synchronized boolean isOlderThan(LocalDate now) {
        return day.isBefore(now);
    }
}
