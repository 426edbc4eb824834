package dev.parley.web;

import dev.parley.config.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Texts that are kept to be sent again. */
@ConfigMapping(prefix = "parley.prompts")
interface PromptsConfig {

    /** How many prompts one owner may keep. */
    @WithDefault("200")
    @WithConverter(PositiveInt.class)
    int maxPerOwner();

    /**
     * A prompt that everyone is offered, by its title: {@code parley.prompts.shared."Weekly report"=Write a report on
     * {{topic}}.}.
     */
    Map<String, String> shared();
}
