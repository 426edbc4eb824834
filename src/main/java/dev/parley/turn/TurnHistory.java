package dev.parley.turn;

import dev.parley.budget.BudgetUsedUp;
import dev.parley.conversation.Event;
import dev.parley.conversation.Settings;
import dev.parley.conversation.Summary;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The prompt of a turn, read when its handler asks for it. Where it would not fit, older turns are summed up first, as an
 * element of the message that is being written. Blocks on the store, and on the model that sums up. Thread-safe.
 */
final class TurnHistory {

    private final Turn turn;
    private final TurnServices services;
    private final Answering answering;
    private final MeteredModel model;
    private @Nullable List<ModelMessage> prompt;

    TurnHistory(Turn turn, TurnServices services, Answering answering, MeteredModel model) {
        this.turn = turn;
        this.services = services;
        this.answering = answering;
        this.model = model;
    }

    /** @param message where a summary is written */
    synchronized List<ModelMessage> prompt(Supplier<TurnMessage> message) {
        var known = prompt;
        if (known == null) {
            known = List.copyOf(read(message));
            prompt = known;
        }
        return known;
    }

    private List<ModelMessage> read(Supplier<TurnMessage> message) {
        var history = services.history();
        var end = answering.history();
        var stretch = history.stretch(turn.conversation(), end.leaf());
        var whole = history.prompt(turn.conversation(), stretch, end.partial());
        return services.compaction()
                .plan(turn.conversation(), stretch, whole, answering.settings())
                .map(plan -> history.prompt(
                        turn.conversation(), stretch.after(sumUp(stretch, plan, message.get())), end.partial()))
                .orElse(whole);
    }

    private History.Summed sumUp(History.Stretch stretch, Compaction.Plan plan, TurnMessage message) {
        var compaction = services.compaction();
        var request = compaction.request(turn.conversation(), stretch, plan, answering.settings());
        var element = new TextElement(turn, message, new Summary("", plan.messages(), 0));
        var text = new StringBuilder();
        var call = message.usage().begin();
        try {
            var events = new TurnModel(turn, model, Settings.NONE)
                    .stream(request)
                            .ifNoItem()
                            .after(compaction.config().timeout())
                            .fail()
                            .subscribe()
                            .asIterable();
            for (var event : events) {
                take(event, element, text, call);
            }
        } catch (RuntimeException e) {
            throw failure(e);
        }
        if (text.toString().isBlank()) {
            throw failure(null);
        }
        call.end();
        element.rest().forEach(message::post);
        message.post(new Event.ElementChanged(element.id(), new Summary.Change(plan.upTo())));
        element.close();
        return new History.Summed(text.toString(), plan.messages(), plan.upTo());
    }

    private void take(ModelEvent event, TextElement element, StringBuilder text, MessageUsage.Call call) {
        switch (event) {
            case ModelEvent.Started started -> call.answeredBy(started.model(), turn.promptEstimate());
            case ModelEvent.Text more -> {
                call.wrote(more.text().length());
                text.append(element.append(more.text()));
            }
            case ModelEvent.UsageReported reported -> call.told(reported.usage());
            case ModelEvent.Finished finished -> {
                if (finished.reason() == ModelEvent.StopReason.REFUSAL) {
                    throw failure(null);
                }
            }
            case ModelEvent.Thinking _,
                    ModelEvent.ToolUse _,
                    ModelEvent.Citation _,
                    ModelEvent.BlockEnded _,
                    ModelEvent.Waiting _ -> {}
        }
    }

    /** In words: what has failed is not the answer itself, and what is there stays. */
    private RuntimeException failure(@Nullable RuntimeException cause) {
        if (cause instanceof BudgetUsedUp || (turn.ended() && cause != null)) {
            return cause;
        }
        String sentence =
                "The conversation is too long for the model, and its earlier messages could not be summed up. Try"
                        + " again, choose a model with a larger window, or go on in a new conversation.";
        return cause instanceof ModelFailure failed
                ? new ModelFailure(
                        failed.kind(),
                        sentence + " " + failed.getMessage(),
                        failed.detail(),
                        failed.requestId(),
                        failed.retryAfter(),
                        failed)
                : new ModelFailure(ModelFailure.Kind.SERVER_ERROR, sentence, null, null, null, cause);
    }
}
