package dev.parley.model.claude;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration with its defaults, but for the given keys; no environment, no files. */
final class Configs {

    private Configs() {}

    static ClaudeConfig with(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(ClaudeConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(ClaudeConfig.class);
    }
}
