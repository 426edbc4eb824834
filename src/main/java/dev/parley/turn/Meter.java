package dev.parley.turn;

import dev.parley.budget.BudgetUsedUp;
import dev.parley.budget.Tab;
import dev.parley.conversation.Spending;
import dev.parley.conversation.Spent;
import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelPrices;
import dev.parley.turn.CallWatch.Outcome;
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

    private static final Usage NOTHING = new Usage(0, 0, 0, 0);

    private final Tab tab;
    private final Consumer<Spent> store;
    private final CallWatch watch;
    private final long promptTokens;

    // Guarded by this object's monitor.
    private final MessageUsage usage;
    private final MessageUsage.Call call;
    private Spending counted = Spending.NONE;
    private Spending stored = Spending.NONE;
    /** Characters since it was counted last: without a budget that is done where a step may be full. */
    private int uncounted;

    private boolean begun;
    private boolean wrote;
    private boolean finished;
    private boolean ended;

    /**
     * @param model who is asked; null where nobody knows
     * @param promptTokens about how many are read
     * @param store keeps what was spent, in the order it is told
     * @param watch told how the call goes
     */
    Meter(
            Tab tab,
            Function<String, @Nullable ModelPrices> prices,
            @Nullable String model,
            long promptTokens,
            Consumer<Spent> store,
            CallWatch watch) {
        this.tab = tab;
        this.store = store;
        this.watch = watch;
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
            case ModelEvent.Waiting waiting -> watch.retried(waiting.reason());
            case ModelEvent.Finished _ -> finished = true;
            case ModelEvent.Citation _, ModelEvent.BlockEnded _ -> {}
        }
    }

    private void wrote(String text) {
        wrote = true;
        call.wrote(text.length());
        uncounted += text.length();
        if (tab.isLimited() || TokenEstimate.ofCharacters(uncounted) >= STEP) {
            require();
        }
    }

    private void require() {
        count();
        tab.require();
    }

    private void count() {
        uncounted = 0;
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
     * @param failure what ended it; null where nobody wanted the rest
     */
    synchronized void end(boolean whole, @Nullable Throwable failure) {
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
        watch.ended(
                outcome(failure),
                failure instanceof ModelFailure model ? model.kind() : null,
                begun ? usage.total() : NOTHING);
    }

    private Outcome outcome(@Nullable Throwable failure) {
        if (finished) {
            return Outcome.COMPLETE;
        }
        return failure instanceof ModelFailure ? Outcome.FAILED : Outcome.CANCELLED;
    }
}
