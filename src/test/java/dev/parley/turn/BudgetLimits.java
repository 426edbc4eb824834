package dev.parley.turn;

import dev.parley.budget.BudgetConfig;
import java.time.ZoneId;
import java.util.Optional;

/** Budgets for tests. */
record BudgetLimits(
        Optional<Long> ownerTokensPerDay,
        Optional<Long> ownerTokensPerMonth,
        Optional<Double> ownerDollarsPerDay,
        Optional<Double> ownerDollarsPerMonth,
        Optional<Long> tokensPerDay,
        Optional<Long> tokensPerMonth,
        Optional<Double> dollarsPerDay,
        Optional<Double> dollarsPerMonth,
        ZoneId zone)
        implements BudgetConfig {

    static final BudgetLimits NONE = new BudgetLimits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneId.of("UTC"));

    static BudgetLimits ofEachOwner(long tokensPerDay) {
        return NONE.with(Optional.of(tokensPerDay), Optional.empty(), Optional.empty());
    }

    static BudgetLimits ofAll(long tokensPerDay) {
        return NONE.with(Optional.empty(), Optional.of(tokensPerDay), Optional.empty());
    }

    static BudgetLimits dollars(double perMonth) {
        return NONE.with(Optional.empty(), Optional.empty(), Optional.of(perMonth));
    }

    private BudgetLimits with(Optional<Long> own, Optional<Long> all, Optional<Double> dollars) {
        return new BudgetLimits(
                own,
                Optional.empty(),
                Optional.empty(),
                dollars,
                all,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                zone);
    }
}
