package dev.parley.conversation;

/**
 * A content block as its provider sent it, kept so that the provider can be given it back; never sent to a page.
 *
 * @param json the block, byte for byte
 */
public record KeptBlock(String provider, String model, String json) {}
