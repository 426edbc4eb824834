package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who answers. */
@ConfigMapping(prefix = "parley.handlers")
public interface HandlersConfig {

    /**
     * The handlers on offer by name, the usual one first. Left out, all that are there: those of the project itself, then
     * {@code claude}, and behind it, while replies are scripted, the demos.
     */
    Optional<List<String>> offered();
}
