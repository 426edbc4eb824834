package dev.parley.observe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the server's own log is written. */
@ConfigMapping(prefix = "parley.logging")
public interface LoggingConfig {

    /** {@code text} for people, {@code json} for machines: one object on each line. */
    @WithDefault("text")
    Format format();

    /** How lines are written. */
    enum Format {
        TEXT,
        JSON
    }
}
