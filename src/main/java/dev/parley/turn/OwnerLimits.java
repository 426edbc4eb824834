package dev.parley.turn;

import dev.parley.auth.RateLimit;
import dev.parley.budget.Budget;
import dev.parley.budget.BudgetUsedUp;
import dev.parley.conversation.ConversationStore;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What one owner may have and do, so that there is something left for others. Thread-safe. */
final class OwnerLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ConversationStore store;
    private final TurnConfig config;
    private final RateLimit sends;
    private final TurnSlots slots;
    private final Budget budget;

    OwnerLimits(ConversationStore store, TurnConfig config, Budget budget, Executor executor, LongSupplier nanoClock) {
        this.store = store;
        this.config = config;
        this.budget = budget;
        this.sends = new RateLimit(config.sendsPerMinute(), MINUTE, nanoClock);
        this.slots = new TurnSlots(config.maxRunningPerOwner(), config.maxRunning(), executor);
    }

    TurnSlots.Slot slot(Runnable whenGranted) {
        return slots.slot(whenGranted);
    }

    TurnLoad load() {
        return slots.load();
    }

    /** Asks the store. Those that are made in the same moment do not see each other. */
    void requireRoomForConversation(String owner) {
        if (store.count(owner) >= config.maxConversations()) {
            throw new CommandRefused(
                    Reason.TOO_MANY_CONVERSATIONS,
                    "You have " + config.maxConversations() + " conversations, and more are not kept here."
                            + " Delete some first.");
        }
    }

    /** Each that waits is kept in memory. */
    void requireRoomInLine(String owner) {
        if (slots.waiting(owner) >= config.maxWaitingPerOwner()) {
            throw new CommandRefused(
                    Reason.QUEUE_FULL, "Too many of your conversations wait. Let one be answered first.");
        }
    }

    /** Whether a turn may call a model at all. Asks the store the first time. */
    void requireBudget(String owner) {
        try {
            budget.require(owner);
        } catch (BudgetUsedUp e) {
            throw new CommandRefused(Reason.BUDGET_USED_UP, e.sentence(), e.untilRenewal());
        }
    }

    /** Counts what makes a turn. */
    void countSend(String owner) {
        var wait = sends.take(owner);
        if (!wait.isZero()) {
            throw new CommandRefused(
                    Reason.TOO_MANY_SENDS,
                    "Too many messages in a minute. Try again in " + (wait.toSeconds() + 1) + " s.",
                    wait);
        }
    }

    /** A turn that a command asks for begins at once or not at all; only a message waits. */
    void requireSlot(TurnSlots.Slot slot, String owner) {
        if (!slot.take(owner)) {
            throw new CommandRefused(
                    Reason.TOO_MANY_TURNS, "Too many answers are being written. Try again when one is done.");
        }
    }
}
