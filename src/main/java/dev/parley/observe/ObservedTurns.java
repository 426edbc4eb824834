package dev.parley.observe;

import dev.parley.conversation.Usage;
import dev.parley.turn.CallWatch;
import dev.parley.turn.TurnObserver;
import dev.parley.turn.TurnWatch;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/** Hands what happens in turns to meters, traces and the provider's state. */
@Singleton
class ObservedTurns implements TurnObserver {

    static final String TURN = "turn";
    private static final String TITLE = "title";
    private static final String CALL = "model call";

    private final TurnMeters turns;
    private final ModelMeters models;
    private final ProviderState provider;
    private final Traces traces;

    ObservedTurns(TurnMeters turns, ModelMeters models, ProviderState provider, Traces traces) {
        this.turns = turns;
        this.models = models;
        this.provider = provider;
        this.traces = traces;
    }

    @Override
    public TurnWatch begun(String handler) {
        var span = traces.begin(TURN, null);
        span.set("parley.handler", handler);
        return new ObservedTurn(this, turns, span);
    }

    @Override
    public CallWatch titleCall() {
        var span = traces.begin(TITLE, null);
        return new ObservedCall(models, provider, span, usage -> {});
    }

    /** @param spent told what it has cost, when that is known */
    CallWatch call(Span turn, Consumer<Usage> spent) {
        return new ObservedCall(models, provider, traces.begin(CALL, turn), spent);
    }
}
