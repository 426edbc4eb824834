package dev.parley.auth;

import java.time.Instant;

/**
 * A reader who has signed in.
 *
 * @param id stays the same when the session is prolonged
 */
public record Session(String id, String owner, Instant until) {}
