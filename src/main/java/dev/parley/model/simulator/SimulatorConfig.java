package dev.parley.model.simulator;

import dev.parley.config.NonNegativeDuration;
import dev.parley.config.Port;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the scripted answers come. */
@ConfigMapping(prefix = "parley.simulator")
public interface SimulatorConfig {

    /** The port on 127.0.0.1; 0 takes any free one. */
    @WithDefault("0")
    @WithConverter(Port.class)
    int port();

    /** The pause before each chunk of about a word. */
    @WithDefault("20ms")
    @WithConverter(NonNegativeDuration.class)
    Duration delay();
}
