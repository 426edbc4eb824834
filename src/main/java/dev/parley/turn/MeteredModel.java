package dev.parley.turn;

import dev.parley.budget.Tab;
import dev.parley.conversation.Spent;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import java.util.function.Consumer;

/** A provider, and on whom its calls are charged. */
record MeteredModel(ModelProvider provider, Tab tab) {

    /**
     * The meter of one call.
     *
     * @param store keeps what was spent, in the order it is told
     * @param watch told how the call goes
     */
    Meter begin(ModelRequest request, Consumer<Spent> store, CallWatch watch) {
        String asked = request.model();
        var configured = provider.configured();
        String model =
                asked == null && !configured.isEmpty() ? configured.getFirst().id() : asked;
        return new Meter(tab, provider::prices, model, TokenEstimate.of(request), store, watch);
    }
}
