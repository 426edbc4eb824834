package dev.parley.turn;

import dev.parley.budget.Budget;
import dev.parley.budget.BudgetUsedUp;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.log.ConversationLogs;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelProvider;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the turns of all conversations share.
 *
 * @param executor runs handlers and what follows a commit, each on a virtual thread
 * @param whenSettled told on the executor that a conversation may have nothing to do
 */
record TurnServices(
        ConversationLogs logs,
        ConversationStore store,
        Handlers handlers,
        ModelProvider provider,
        Models models,
        Compaction compaction,
        Titles titles,
        TurnObserver observer,
        TurnConfig config,
        OwnerLimits limits,
        Budget budget,
        InstantSource clock,
        Executor executor,
        Consumer<ConversationTurns> whenSettled) {

    private static final Logger LOG = Logger.getLogger(TurnServices.class);
    private static final int DEEPEST_CAUSE = 20;

    History history() {
        return new History(store, provider.name());
    }

    /** @param handler a name that may come from a file that was imported */
    TurnWatch observe(String handler) {
        return observer.begun(handlers.find(handler).isPresent() ? handler : "unknown");
    }

    MessageFiles files(ConversationId conversation) {
        return new MessageFiles(store.blobs(), conversation);
    }

    void settle(ConversationTurns turns) {
        executor.execute(() -> whenSettled.accept(turns));
    }

    void run(Turn turn, String owner, Answering answering) {
        executor.execute(() -> answer(turn, owner, answering));
    }

    /**
     * A model that does not answer is the day's weather; a handler that throws is somebody's mistake. What the provider said
     * may quote the conversation, so it is not logged, also where a handler has wrapped it.
     */
    private static void log(Turn turn, Throwable failure) {
        var model = modelFailure(failure);
        if (model != null) {
            LOG.infof(
                    "Request %s: the model failed (%s, the provider's request %s)",
                    turn.reference(), model.kind(), model.requestId());
        } else if (failure instanceof BudgetUsedUp) {
            LOG.infof("Request %s: the budget is used up", turn.reference());
        } else {
            LOG.errorf(
                    failure,
                    "Request %s failed: turn %d of conversation %s",
                    turn.reference(),
                    turn.id(),
                    turn.conversation());
        }
    }

    private static @Nullable ModelFailure modelFailure(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof ModelFailure model) {
                return model;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Nobody waits for it. */
    void tell(ChatHandler handler, ChatFeedback feedback) {
        executor.execute(() -> {
            try {
                handler.feedback(feedback);
            } catch (Exception e) {
                LOG.errorf(e, "A handler failed at its feedback");
            }
        });
    }

    private void answer(Turn turn, String owner, Answering answering) {
        var handlerThread = Thread.currentThread();
        Runnable interrupt = handlerThread::interrupt;
        turn.onEnd(interrupt);
        try {
            var model = new MeteredModel(provider, budget.open(owner));
            var history = new TurnHistory(turn, this, answering, model);
            answering.handler().reply(new TurnChat(turn, model, store, answering, history));
            turn.removeOnEnd(interrupt);
            turn.complete();
        } catch (Exception | Error e) {
            turn.removeOnEnd(interrupt);
            if (!turn.ended()) {
                log(turn, e);
                turn.fail(e);
            }
        }
    }
}
