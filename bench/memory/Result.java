package memory;

import common.Memory;

/**
 * What one run gave.
 *
 * @param before with no answer running, right before
 * @param running while the answers ran
 * @param behind by how much the load was late, in ms at p99
 */
record Result(Memory before, Memory running, double behind) {}
