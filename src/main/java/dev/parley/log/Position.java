package dev.parley.log;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A place in a conversation's log: everything up to and including {@code offset} has been seen.
 *
 * @param epoch names one opening of the log; offsets of another epoch mean nothing
 * @param offset 0 before the first event
 */
@RegisterForReflection
public record Position(String epoch, long offset) {}
