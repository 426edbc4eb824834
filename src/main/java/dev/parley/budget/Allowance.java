package dev.parley.budget;

import dev.parley.conversation.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What may be spent in each period.
 *
 * @param most tokens, or billionths of a US dollar
 */
record Allowance(Period period, Unit unit, long most) {

    private static final double BILLION = 1e9;

    enum Unit {
        TOKENS,
        DOLLARS;

        String json() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** As readers count it. */
        double amount(long counted) {
            return this == TOKENS ? counted : counted / BILLION;
        }
    }

    /** How much is left of it; less than nothing where more was spent. */
    long left(Spending spent) {
        return most - (unit == Unit.TOKENS ? spent.tokens() : spent.nanoDollars());
    }

    /** Those of every single owner. */
    static List<Allowance> ofEachOwner(BudgetConfig config) {
        var all = new ArrayList<Allowance>();
        tokens(Period.DAY, "owner-tokens-per-day", config.ownerTokensPerDay()).ifPresent(all::add);
        dollars(Period.DAY, "owner-dollars-per-day", config.ownerDollarsPerDay())
                .ifPresent(all::add);
        tokens(Period.MONTH, "owner-tokens-per-month", config.ownerTokensPerMonth())
                .ifPresent(all::add);
        dollars(Period.MONTH, "owner-dollars-per-month", config.ownerDollarsPerMonth())
                .ifPresent(all::add);
        return List.copyOf(all);
    }

    /** Those of all owners together. */
    static List<Allowance> ofAll(BudgetConfig config) {
        var all = new ArrayList<Allowance>();
        tokens(Period.DAY, "tokens-per-day", config.tokensPerDay()).ifPresent(all::add);
        dollars(Period.DAY, "dollars-per-day", config.dollarsPerDay()).ifPresent(all::add);
        tokens(Period.MONTH, "tokens-per-month", config.tokensPerMonth()).ifPresent(all::add);
        dollars(Period.MONTH, "dollars-per-month", config.dollarsPerMonth()).ifPresent(all::add);
        return List.copyOf(all);
    }

    private static Optional<Allowance> tokens(Period period, String key, Optional<Long> most) {
        return most.map(tokens -> {
            if (tokens < 1) {
                throw new IllegalStateException("parley.budget." + key + " is at least 1, not " + tokens);
            }
            return new Allowance(period, Unit.TOKENS, tokens);
        });
    }

    private static Optional<Allowance> dollars(Period period, String key, Optional<Double> most) {
        return most.map(dollars -> {
            if (!(dollars > 0 && dollars < BILLION)) {
                throw new IllegalStateException(
                        "parley.budget." + key + " is more than 0 and less than a billion, not " + dollars);
            }
            return new Allowance(period, Unit.DOLLARS, Math.round(dollars * BILLION));
        });
    }
}
