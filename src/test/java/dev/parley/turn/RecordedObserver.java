package dev.parley.turn;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told. */
final class RecordedObserver implements TurnObserver {

    final List<String> told = new CopyOnWriteArrayList<>();
    final List<Usage> usages = new CopyOnWriteArrayList<>();
    final AtomicInteger chunks = new AtomicInteger();

    @Override
    public TurnWatch begun(String handler) {
        told.add("begun by " + handler);
        return new TurnWatch() {
            @Override
            public void chunk() {
                chunks.incrementAndGet();
            }

            @Override
            public CallWatch call() {
                return recorded("call");
            }

            @Override
            public void ended(EndState state) {
                told.add("turn " + state);
            }
        };
    }

    @Override
    public CallWatch titleCall() {
        return recorded("title");
    }

    private CallWatch recorded(String what) {
        return new CallWatch() {
            @Override
            public void retried(ModelEvent.WaitReason reason) {
                told.add(what + " again after " + reason);
            }

            @Override
            public void ended(Outcome outcome, ModelFailure.@Nullable Kind failure, Usage usage) {
                told.add(what + " " + outcome + (failure == null ? "" : " " + failure));
                usages.add(usage);
            }
        };
    }
}
