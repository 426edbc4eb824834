package dev.parley.model.simulator;

/** How a script's events become bytes. */
enum Framing {
    PLAIN,
    /** A byte order mark, comments, carriage returns, no space after the colon and trailing spaces. */
    ODD,
    /** Every byte in a packet of its own. */
    BYTES,
    /** Compressed, flushed after each event. */
    GZIP;

    String frame(String name, String json) {
        return this == ODD
                ? ": a comment\r\nevent:" + name + "\r\ndata:" + json + "  \r\n\r\n"
                : "event: " + name + "\ndata: " + json + "\n\n";
    }

    String opening() {
        return this == ODD ? "\uFEFF: the simulator\r\n\r\n" : "";
    }
}
