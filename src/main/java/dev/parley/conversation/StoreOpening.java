package dev.parley.conversation;

/** Fired when the store is about to be opened, which is the first that a start has to tell of. */
public record StoreOpening() {}
