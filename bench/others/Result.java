package others;

/**
 * What one run gave; figures that a run does not give are NaN.
 *
 * @param first ms from the key until the first of the answer was painted
 * @param p50 ms from when a chunk was sent until it was painted, the middle
 * @param bytes of payload that came to the page, per chunk
 * @param frames messages or pieces that came, per chunk
 * @param server ms of processor time of the server, per chunk of all chats
 * @param mainThread ms of processor time of the page's main thread, per chunk
 * @param resident MB of the server
 */
record Result(
        double first,
        double p50,
        double p95,
        double bytes,
        double frames,
        double server,
        double mainThread,
        double resident) {}
