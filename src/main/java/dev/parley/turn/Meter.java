package dev.parley.turn;

import dev.parley.budget.BudgetUsedUp;
import dev.parley.budget.Tab;
import dev.parley.conversation.Spending;
import dev.parley.conversation.Spent;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelPrices;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one call to a model costs: charged as it grows by estimates, stored in steps, and settled by what the provider says in
 * the end. Thread-safe.
 */
final class Meter {

    /** So many tokens may be lost when the process is killed: a row for each chunk would cost more. */
    private static final long STEP = 250;

    private final Tab tab;
    private final Consumer<Spent> store;
    private final long promptTokens;

    // Guarded by this object's monitor.
    private final MessageUsage usage;
    private final MessageUsage.Call call;
    private Spending counted = Spending.NONE;
    private Spending stored = Spending.NONE;
    private boolean begun;
    private boolean wrote;
    private boolean ended;

    /**
     * @param model who is asked; null where nobody knows
     * @param promptTokens about how many are read
     * @param store keeps what was spent, in the order it is told
     */
    Meter(
            Tab tab,
            Function<String, @Nullable ModelPrices> prices,
            @Nullable String model,
            long promptTokens,
            Consumer<Spent> store) {
        this.tab = tab;
        this.store = store;
        this.promptTokens = promptTokens;
        this.usage = new MessageUsage(prices);
        this.call = usage.begin();
        if (model != null) {
            // What other calls of the owner's see from now on.
            call.answeredBy(model, promptTokens);
            count();
        }
    }

    /** Counts an event of the call. Throws {@link BudgetUsedUp} where the call may not go on. */
    synchronized void take(ModelEvent event) {
        if (ended) {
            return;
        }
        switch (event) {
            case ModelEvent.Started started -> {
                begun = true;
                call.answeredBy(started.model(), promptTokens);
                require();
            }
            case ModelEvent.Text text -> wrote(text.text());
            case ModelEvent.Thinking thinking -> wrote(thinking.text());
            case ModelEvent.ToolUse use -> wrote(use.input());
            case ModelEvent.UsageReported reported -> {
                begun = true;
                call.told(reported.usage());
                if (wrote) {
                    // It comes with the end of the answer, which is whole by then.
                    count();
                } else {
                    require();
                }
            }
            case ModelEvent.Citation _, ModelEvent.BlockEnded _, ModelEvent.Finished _, ModelEvent.Waiting _ -> {}
        }
    }

    private void wrote(String text) {
        wrote = true;
        call.wrote(text.length());
        require();
    }

    private void require() {
        count();
        tab.require();
    }

    private void count() {
        var now = Spending.of(usage.total());
        if (!now.equals(counted)) {
            tab.add(now.minus(counted));
            counted = now;
        }
        if (begun && (stored.equals(Spending.NONE) || now.tokens() - stored.tokens() >= STEP)) {
            keep(now);
        }
    }

    private void keep(Spending now) {
        if (!now.equals(stored)) {
            store.accept(tab.spent(now.minus(stored)));
            stored = now;
        }
    }

    /**
     * Nothing more comes.
     *
     * @param whole whether it has ended by itself, so that its figures are the last
     */
    synchronized void end(boolean whole) {
        if (ended) {
            return;
        }
        if (whole) {
            call.end();
        }
        if (begun) {
            count();
            keep(counted);
        } else {
            // What has not even begun costs nothing.
            tab.add(Spending.NONE.minus(counted));
            counted = Spending.NONE;
        }
        ended = true;
    }
}
