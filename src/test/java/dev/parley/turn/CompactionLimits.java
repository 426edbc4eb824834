package dev.parley.turn;

import java.time.Duration;

/** Sums up early, so that tests need not say much, or never. */
record CompactionLimits(boolean enabled) implements CompactionConfig {
    @Override
    public double at() {
        return 0.8;
    }

    @Override
    public double keep() {
        return 0.1;
    }

    @Override
    public String model() {
        return "small";
    }

    @Override
    public int maxTokens() {
        return 500;
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(20);
    }
}
