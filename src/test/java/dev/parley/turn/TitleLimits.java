package dev.parley.turn;

import java.time.Duration;

/** Titles for tests. */
record TitleLimits(boolean enabled, String model, Duration timeout) implements TitleConfig {
    TitleLimits() {
        this(true, "small", Duration.ofSeconds(20));
    }
}
