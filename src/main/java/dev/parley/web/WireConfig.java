package dev.parley.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The socket's limits. */
@ConfigMapping(prefix = "parley.socket")
interface WireConfig {

    /** The longest command, in characters; a longer one is answered with an error. */
    @WithDefault("1000000")
    int maxCommandLength();

    /** A socket is closed when one write has not completed for so long. */
    @WithDefault("60s")
    Duration writeTimeout();
}
