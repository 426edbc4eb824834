package dev.parley.turn;

import dev.parley.config.Flag;
import dev.parley.config.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How conversations get their titles. */
@ConfigMapping(prefix = "parley.title")
public interface TitleConfig {

    /** Whether a model makes the titles after the first answer; else they stay the first words. The simulator makes none. */
    @WithDefault("true")
    @WithConverter(Flag.class)
    boolean enabled();

    /** The model that makes titles: a cheap one will do. */
    @WithDefault("claude-haiku-5-5")
    String model();

    /** How long one title may take; then the first words stay. */
    @WithDefault("20s")
    @WithConverter(PositiveDuration.class)
    Duration timeout();
}
