package dev.parley.turn;

import dev.parley.conversation.EndState;

/** Follows one turn; told by any thread. */
public interface TurnWatch {

    /** Sees nothing. */
    TurnWatch NONE = new TurnWatch() {
        @Override
        public void chunk() {}

        @Override
        public CallWatch call() {
            return CallWatch.NONE;
        }

        @Override
        public void ended(EndState state) {}
    };

    /** A stream has brought more of the answer. Called for every chunk of every answer. */
    void chunk();

    /** A model is asked. */
    CallWatch call();

    /** The turn's one end. */
    void ended(EndState state);
}
