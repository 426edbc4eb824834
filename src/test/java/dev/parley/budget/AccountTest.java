package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Spending;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final LocalDate LAST_OF_NOVEMBER = LocalDate.of(2026, 11, 30);
    private static final LocalDate FIRST_OF_DECEMBER = LocalDate.of(2026, 12, 1);

    private final Account account = new Account(LAST_OF_NOVEMBER, tokens(10), tokens(100));

    @Test
    void aNewDayBeginsWithNothingSpent() {
        account.add(LAST_OF_NOVEMBER.minusDays(1), tokens(1));
        assertThat(account.spent(Period.DAY, LAST_OF_NOVEMBER)).isEqualTo(tokens(11));
        assertThat(account.spent(Period.DAY, FIRST_OF_DECEMBER)).isEqualTo(Spending.NONE);
        assertThat(account.spent(Period.MONTH, FIRST_OF_DECEMBER)).isEqualTo(Spending.NONE);
    }

    @Test
    void theMonthGoesOnOverItsDays() {
        account.add(FIRST_OF_DECEMBER, tokens(7));
        account.add(FIRST_OF_DECEMBER.plusDays(30), tokens(8));
        assertThat(account.spent(Period.DAY, FIRST_OF_DECEMBER.plusDays(30))).isEqualTo(tokens(8));
        assertThat(account.spent(Period.MONTH, FIRST_OF_DECEMBER.plusDays(30))).isEqualTo(tokens(15));
    }

    @Test
    void anAllowanceIsUsedUpWhenNothingIsLeftOfIt() {
        var daily = new Allowance(Period.DAY, Allowance.Unit.TOKENS, 11);
        var monthly = new Allowance(Period.MONTH, Allowance.Unit.TOKENS, 101);
        assertThat(account.usedUp(List.of(daily, monthly), LAST_OF_NOVEMBER)).isEmpty();
        account.add(LAST_OF_NOVEMBER, tokens(1));
        assertThat(account.usedUp(List.of(monthly, daily), LAST_OF_NOVEMBER)).hasValue(monthly);
        assertThat(account.usedUp(List.of(daily), FIRST_OF_DECEMBER)).isEmpty();
    }

    @Test
    void theSentenceSaysWhenTheBudgetIsRenewedInItsZone() {
        var renewal = ZonedDateTime.of(2026, 12, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        assertThat(new BudgetUsedUp(true, Period.MONTH, renewal, Duration.ofHours(3)).sentence())
                .isEqualTo("Your budget for this month is used up. It is renewed on 1 December 2026, 00:00"
                        + " (Europe/Berlin).");
    }

    private static Spending tokens(long tokens) {
        return new Spending(tokens, 0);
    }
}
