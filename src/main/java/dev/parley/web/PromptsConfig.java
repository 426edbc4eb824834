package dev.parley.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** Texts that are kept to be sent again. */
@ConfigMapping(prefix = "parley.prompts")
interface PromptsConfig {

    /** How many prompts one owner may keep. */
    @WithDefault("200")
    int maxPerOwner();

    /** Prompts that everyone is offered: each one's text by its title. */
    Map<String, String> shared();
}
