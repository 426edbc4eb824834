package dev.parley.model.simulator;

import java.time.Duration;
import java.util.Iterator;

/** What is sent in answer to one request. */
sealed interface Script {

    /** An error instead of a stream. */
    record Refuse(Refusal refusal) implements Script {}

    /**
     * A stream.
     *
     * @param before how long the headers take
     */
    record Play(Duration before, Framing framing, Iterator<Step> steps) implements Script {}
}
