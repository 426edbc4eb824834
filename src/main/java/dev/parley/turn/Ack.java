package dev.parley.turn;

import org.jspecify.annotations.Nullable;

/**
 * A command was carried out and stored.
 *
 * @param id the command's
 * @param turn the turn that it made
 */
public record Ack(String id, @Nullable Integer turn) {}
