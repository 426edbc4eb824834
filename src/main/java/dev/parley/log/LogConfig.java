package dev.parley.log;

import dev.parley.config.NonNegativeInt;
import dev.parley.config.PositiveInt;
import dev.parley.config.PositiveLong;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much of the logs is kept in memory. */
@ConfigMapping(prefix = "parley.log")
public interface LogConfig {

    /** Newest events of each open conversation kept for readers that come back, in characters. */
    @WithDefault("262144")
    @WithConverter(PositiveInt.class)
    int tail();

    /** How many conversations that nobody reads are kept open for readers that come back. */
    @WithDefault("200")
    @WithConverter(NonNegativeInt.class)
    int idleLogs();

    /** What one turn may have written that is not stored yet, in characters; then its writing waits. */
    @WithDefault("1048576")
    @WithConverter(PositiveLong.class)
    long backlogPerTurn();

    /** What all turns together may have written that is not stored yet; then the turn that wants more fails. */
    @WithDefault("8388608")
    @WithConverter(PositiveLong.class)
    long backlogAllTurns();
}
