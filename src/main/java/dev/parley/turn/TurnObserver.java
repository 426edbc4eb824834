package dev.parley.turn;

/** Told how turns and calls to models go. What it does is quick, blocks nowhere and throws nothing. */
public interface TurnObserver {

    /** Nobody looks. */
    TurnObserver NONE = new TurnObserver() {
        @Override
        public TurnWatch begun(String handler) {
            return TurnWatch.NONE;
        }

        @Override
        public CallWatch titleCall() {
            return CallWatch.NONE;
        }
    };

    /**
     * A turn begins.
     *
     * @param handler who answers
     */
    TurnWatch begun(String handler);

    /** A model is asked for a title, beside the turns. */
    CallWatch titleCall();
}
