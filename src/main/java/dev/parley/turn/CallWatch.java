package dev.parley.turn;

import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import org.jspecify.annotations.Nullable;

/** Follows one call to a model; told by any thread. */
public interface CallWatch {

    /** Sees nothing. */
    CallWatch NONE = new CallWatch() {
        @Override
        public void retried(ModelEvent.WaitReason reason) {}

        @Override
        public void ended(Outcome outcome, ModelFailure.@Nullable Kind failure, Usage usage) {}
    };

    /** How a call has ended. */
    enum Outcome {
        COMPLETE,
        FAILED,
        /** Nobody wanted the rest. */
        CANCELLED
    }

    /** The call is tried again after a wait. */
    void retried(ModelEvent.WaitReason reason);

    /**
     * The call's one end.
     *
     * @param failure what kind of one ended it; null for none, or one that is not the model's
     * @param usage what it has cost as far as that is known, the model with it
     */
    void ended(Outcome outcome, ModelFailure.@Nullable Kind failure, Usage usage);
}
