package dev.parley.auth;

import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param session null for those who need none: scripts, and readers whom nobody asks to sign in
 */
public record Admitted(String owner, @Nullable Session session) {}
