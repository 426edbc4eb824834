package idle;

import common.Memory;
import common.Samples;

/**
 * What one round gave.
 *
 * @param none before any socket was open
 * @param again the same once more, for the noise
 * @param written with the sockets of conversations that have an answer
 * @param all with all sockets
 * @param left when all had left
 * @param before latencies of the answer that a reader alone gets
 * @param amid of the one that one reader of all gets
 * @param opening seconds in which all were opened
 */
record Result(
        Memory none,
        Memory again,
        Memory written,
        Memory all,
        Memory left,
        Samples before,
        Samples amid,
        double opening) {}
