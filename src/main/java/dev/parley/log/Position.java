package dev.parley.log;

/**
 * A place in a conversation's log: everything up to and including {@code offset} has been seen.
 *
 * @param epoch names one opening of the log; offsets of another epoch mean nothing
 * @param offset 0 before the first event
 */
public record Position(String epoch, long offset) {}
