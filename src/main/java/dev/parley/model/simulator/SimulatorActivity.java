package dev.parley.model.simulator;

/** What the simulator has seen, for tests and for the curious. */
public interface SimulatorActivity {

    /** Streams whose answer is due or running, those that have not begun included. */
    int openStreams();

    /** Streams that the client closed before their end, since the start. */
    long streamsClosedByClient();

    /** Calls of any kind since the start, refused ones included. */
    long requests();

    /** Calls that came over a connection which had served one before. */
    long reusedConnections();

    /** The body of the last call of {@code /v1/messages}, or the empty string. */
    String lastRequestBody();
}
