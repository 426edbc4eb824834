package slow;

import common.Memory;

/**
 * What one run gave.
 *
 * @param others what the others had
 * @param behind chunks that had been sent to the reader in question and had not come to it when the window was over
 * @param memory of Parley then
 * @param frames that came to it in all
 * @param merged those of them that held more than one chunk
 * @param chunks that it got in all
 * @param catchUp milliseconds from when it hurried to when it had all
 */
record Result(common.Result others, int behind, Memory memory, int frames, int merged, int chunks, double catchUp) {}
