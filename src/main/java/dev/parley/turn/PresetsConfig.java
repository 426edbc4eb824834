package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** Settings that readers may begin with, by their names. */
@ConfigMapping(prefix = "parley.presets")
public interface PresetsConfig {

    @WithParentName
    Map<String, Preset> byName();

    /** What of the settings is left out is as configured. */
    interface Preset {

        /** What readers call it; without it its name. */
        Optional<String> title();

        /** A sentence on what it is for. */
        Optional<String> description();

        /** The model's id. */
        Optional<String> model();

        /** How hard the model tries. */
        Optional<String> effort();

        /** What the model is told first; readers can see it; without it as configured. */
        Optional<String> systemPrompt();
    }
}
