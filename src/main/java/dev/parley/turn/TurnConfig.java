package dev.parley.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of turns. */
@ConfigMapping(prefix = "parley.turn")
public interface TurnConfig {

    /** The longest message a reader may send, in characters. */
    @WithDefault("200000")
    int maxMessageLength();

    /** How many messages may wait in one conversation. */
    @WithDefault("20")
    int maxQueued();

    /** How long a turn may wait for the store to take more before it fails. */
    @WithDefault("10s")
    Duration storeTimeout();

    /** How long answers under way may go on when the server is told to stop; then they are interrupted. */
    @WithDefault("8s")
    Duration drain();
}
