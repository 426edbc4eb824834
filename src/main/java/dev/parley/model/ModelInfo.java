package dev.parley.model;

/**
 * A model on offer.
 *
 * @param id what requests name
 * @param displayName what people read
 * @param maxInputTokens the context window, 0 where the provider does not say
 * @param maxOutputTokens the longest answer, 0 where the provider does not say
 */
public record ModelInfo(String id, String displayName, long maxInputTokens, long maxOutputTokens) {}
