package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who answers. */
@ConfigMapping(prefix = "parley.handlers")
public interface HandlersConfig {

    /**
     * The handlers on offer by name, the usual one first. Others still answer where they are named, and in conversations
     * they have begun; without it those of the project itself, then {@code claude}, then, while replies are scripted, the
     * demos.
     */
    Optional<List<String>> offered();
}
