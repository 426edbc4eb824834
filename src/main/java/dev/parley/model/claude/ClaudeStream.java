package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.function.Consumer;

/** The answer to one request; each subscription is a call of its own. */
final class ClaudeStream extends AbstractMulti<ModelEvent> {

    private final Consumer<MultiSubscriber<? super ModelEvent>> call;

    ClaudeStream(Consumer<MultiSubscriber<? super ModelEvent>> call) {
        this.call = call;
    }

    @Override
    public void subscribe(MultiSubscriber<? super ModelEvent> subscriber) {
        call.accept(subscriber);
    }
}
