package dev.parley.log;

/** Told on the writer's thread how the journal fares. What it does is quick, blocks nowhere and throws nothing. */
public interface LogObserver {

    /** Nobody looks. */
    LogObserver NONE = new LogObserver() {
        @Override
        public void committed(int events, long nanos) {}

        @Override
        public void lost(int events) {}
    };

    /**
     * A batch was committed.
     *
     * @param events how many were in it
     * @param nanos how long the store took
     */
    void committed(int events, long nanos);

    /** Events of one conversation could not be stored, and nobody will try again. */
    void lost(int events);
}
