package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Older turns that are summed up before a conversation outgrows its model. */
@ConfigMapping(prefix = "parley.compaction")
public interface CompactionConfig {

    /** Whether they are; else such a conversation ends at the model's window. */
    @WithDefault("true")
    boolean enabled();

    /** From which share of the model's window on. */
    @WithDefault("0.8")
    double at();

    /** Which share of the window stays as it is, the newest turns; the last message always does. */
    @WithDefault("0.2")
    double keep();

    /** The model that sums up, a cheap one will do; the conversation's own where that is not on offer. */
    @WithDefault("claude-haiku-5-5")
    String model();

    /** The longest summary, in tokens. */
    @WithDefault("4000")
    int maxTokens();

    /** How long the model may send nothing while it sums up. */
    @WithDefault("2m")
    Duration timeout();
}
