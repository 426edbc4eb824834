package dev.parley.conversation;

/** The tokens that a message has cost. */
public record Usage(long inputTokens, long outputTokens, long cacheReadTokens, long cacheWriteTokens) {}
