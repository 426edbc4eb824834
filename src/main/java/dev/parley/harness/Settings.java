package dev.parley.harness;

import dev.parley.log.LogConfig;
import dev.parley.turn.CompactionConfig;
import dev.parley.turn.TitleConfig;
import dev.parley.turn.TurnConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The documented defaults, whatever the machine's environment says, but for what a test would only stumble over. */
record Settings(SmallRyeConfig config) {

    private static final String UNLIMITED = "1000000";

    static Settings forTests() {
        return new Settings(new SmallRyeConfigBuilder()
                .withMapping(TurnConfig.class)
                .withMapping(TitleConfig.class)
                .withMapping(LogConfig.class)
                .withMapping(CompactionConfig.class)
                .addDiscoveredConverters()
                // A test sends faster than any reader.
                .withDefaultValue("parley.turn.sends-per-minute", UNLIMITED)
                // A restart interrupts at once.
                .withDefaultValue("parley.turn.drain", "0s")
                // No call to the model but the handler's own.
                .withDefaultValue("parley.title.enabled", "false")
                .withDefaultValue("parley.compaction.enabled", "false")
                .build());
    }

    TurnConfig turns() {
        return config.getConfigMapping(TurnConfig.class);
    }

    TitleConfig titles() {
        return config.getConfigMapping(TitleConfig.class);
    }

    CompactionConfig compaction() {
        return config.getConfigMapping(CompactionConfig.class);
    }

    LogConfig logs() {
        return config.getConfigMapping(LogConfig.class);
    }
}
