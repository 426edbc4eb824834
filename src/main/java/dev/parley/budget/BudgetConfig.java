package dev.parley.budget;

import dev.parley.config.PositiveAmount;
import dev.parley.config.PositiveLong;
import dev.parley.config.Zone;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Optional;

/** What models may cost; where nothing is set, there is no limit. */
@ConfigMapping(prefix = "parley.budget")
public interface BudgetConfig {

    /** How many tokens one owner's calls to models may read and write in a day. */
    @WithConverter(PositiveLong.class)
    Optional<Long> ownerTokensPerDay();

    /** How many tokens one owner's calls to models may read and write in a month. */
    @WithConverter(PositiveLong.class)
    Optional<Long> ownerTokensPerMonth();

    /** How many US dollars one owner's calls to models may cost in a day, by the configured prices. */
    @WithConverter(PositiveAmount.class)
    Optional<Double> ownerDollarsPerDay();

    /** How many US dollars one owner's calls to models may cost in a month, by the configured prices. */
    @WithConverter(PositiveAmount.class)
    Optional<Double> ownerDollarsPerMonth();

    /** How many tokens all calls to models together may read and write in a day. */
    @WithConverter(PositiveLong.class)
    Optional<Long> tokensPerDay();

    /** How many tokens all calls to models together may read and write in a month. */
    @WithConverter(PositiveLong.class)
    Optional<Long> tokensPerMonth();

    /** How many US dollars all calls to models together may cost in a day, by the configured prices. */
    @WithConverter(PositiveAmount.class)
    Optional<Double> dollarsPerDay();

    /** How many US dollars all calls to models together may cost in a month, by the configured prices. */
    @WithConverter(PositiveAmount.class)
    Optional<Double> dollarsPerMonth();

    /** The time zone in which days and months begin, as {@code UTC} or {@code Europe/Berlin}. */
    @WithDefault("UTC")
    @WithConverter(Zone.class)
    ZoneId zone();
}
