package slow;

import common.Memory;

/**
 * What one run gave.
 *
 * @param others what the others had
 * @param behind chunks that had been sent to the reader in question and had not come to it when the window was over
 * @param before Parley's memory before the run
 * @param memory of Parley then
 * @param frames that came to it from then on
 * @param chunks that were in them
 * @param catchUp milliseconds from when it hurried to when it had all
 */
record Result(common.Result others, int behind, Memory before, Memory memory, int frames, int chunks, double catchUp) {

    /** MB of the heap that the run took. */
    double taken() {
        return memory.heap() - before.heap();
    }
}
