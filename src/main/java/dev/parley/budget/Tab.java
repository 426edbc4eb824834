package dev.parley.budget;

import dev.parley.conversation.Spending;
import dev.parley.conversation.Spent;

/** On which one owner's calls are charged. Never blocks. Thread-safe. */
public final class Tab {

    private final Budget budget;
    private final Account own;
    private final Account all;

    Tab(Budget budget, Account own, Account all) {
        this.budget = budget;
        this.own = own;
        this.all = all;
    }

    /** Counts what a call has cost since it was counted last, or takes back what was estimated. */
    public void add(Spending more) {
        var today = budget.today();
        own.add(today, more);
        all.add(today, more);
    }

    /** Whether anything may be used up at all: else nobody has to look after each word. */
    public boolean isLimited() {
        return budget.isLimited();
    }

    /** Throws {@link BudgetUsedUp} where nothing is left. */
    public void require() {
        budget.require(own, all);
    }

    /** What is to be stored, as of now. */
    public Spent spent(Spending amount) {
        return new Spent(budget.today(), amount);
    }
}
