package dev.parley.turn;

import dev.parley.config.Flag;
import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import dev.parley.config.Share;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Older turns that are summed up before a conversation outgrows its model. */
@ConfigMapping(prefix = "parley.compaction")
public interface CompactionConfig {

    /** Whether they are; else such a conversation ends at the model's window. */
    @WithDefault("true")
    @WithConverter(Flag.class)
    boolean enabled();

    /** From which share of the window on, by what the last answer has read and written and an estimate of what came since. */
    @WithDefault("0.8")
    @WithConverter(Share.class)
    double at();

    /** Which share of the window stays as it is, the newest turns; the last message always does. */
    @WithDefault("0.2")
    @WithConverter(Share.class)
    double keep();

    /** The model that sums up: a cheap one will do. Where it is not on offer, the conversation's own. */
    @WithDefault("claude-haiku-5-5")
    String model();

    /** The longest summary, in tokens. */
    @WithDefault("4000")
    @WithConverter(PositiveInt.class)
    int maxTokens();

    /** How long the model may send nothing while it sums up. */
    @WithDefault("2m")
    @WithConverter(PositiveDuration.class)
    Duration timeout();
}
