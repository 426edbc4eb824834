package dev.parley.budget;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * What is left of a limit.
 *
 * @param period {@code day} or {@code month}
 * @param unit {@code tokens} or {@code dollars}
 */
@RegisterForReflection
public record Remainder(String period, String unit, double most, double left, Instant renewedAt) {}
