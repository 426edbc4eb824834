package dev.parley.web;

import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The socket's limits. */
@ConfigMapping(prefix = "parley.socket")
interface WireConfig {

    /**
     * The longest command, in characters, by HTTP too; a longer one, or one nested deeper than 8, is refused before it is
     * parsed.
     */
    @WithDefault("1000000")
    @WithConverter(PositiveInt.class)
    int maxCommandLength();

    /** A socket is closed when one write has not completed for so long. */
    @WithDefault("60s")
    @WithConverter(PositiveDuration.class)
    Duration writeTimeout();
}
