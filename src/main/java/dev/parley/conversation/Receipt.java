package dev.parley.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Proof that a command was carried out, so that the same command again does nothing.
 *
 * @param command the id that the client gave it
 * @param hash of the command's body, to tell a repetition from another command under the same id
 * @param turn the turn that it made
 */
public record Receipt(String command, String hash, @Nullable Integer turn) {}
