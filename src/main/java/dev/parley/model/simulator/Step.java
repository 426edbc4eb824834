package dev.parley.model.simulator;

import java.time.Duration;

/** What a script does next. */
sealed interface Step {

    /** Sends an event at once. */
    record Send(String name, String json) implements Step {}

    /** Sends more of a block after the configured delay; written as JSON only when its turn comes. */
    record Chunk(int block, Kind kind, String text) implements Step {

        enum Kind {
            TEXT("text_delta", "text"),
            THINKING("thinking_delta", "thinking"),
            INPUT("input_json_delta", "partial_json");

            final String type;
            final String field;

            Kind(String type, String field) {
                this.type = type;
                this.field = field;
            }
        }
    }

    /** Sends bytes that are no event. */
    record Raw(String text) implements Step {}

    /** Waits, whatever the configured delay. */
    record Wait(Duration time) implements Step {}

    /** How a script can end. */
    enum Ending implements Step {
        /** Ends the response, wherever the answer is. */
        END,
        /** Cuts the connection. */
        DROP,
        /** Sends nothing but pings until the client goes away. */
        STALL
    }
}
