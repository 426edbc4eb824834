package dev.parley.transfer;

/** A piece of a file, in bytes. */
record Slice(long start, long length) {}
