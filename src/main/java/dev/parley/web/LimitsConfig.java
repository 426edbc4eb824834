package dev.parley.web;

import dev.parley.config.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much one owner, or one address, may ask of the server, so that there is something left for others. */
@ConfigMapping(prefix = "parley.limits")
interface LimitsConfig {

    /** How many requests to the API, sockets included, an owner may make in a minute. */
    @WithDefault("3000")
    @WithConverter(PositiveInt.class)
    int requestsPerMinute();

    /** How many requests to the API may come from one address in a minute; of an IPv6 address the first half counts. */
    @WithDefault("12000")
    @WithConverter(PositiveInt.class)
    int requestsPerMinutePerAddress();

    /** How many searches an owner may make in a minute. */
    @WithDefault("600")
    @WithConverter(PositiveInt.class)
    int searchesPerMinute();

    /** How many exports and imports together an owner may make in a minute. */
    @WithDefault("60")
    @WithConverter(PositiveInt.class)
    int transfersPerMinute();

    /** How many sockets of one owner may be open at a time. */
    @WithDefault("2000")
    @WithConverter(PositiveInt.class)
    int socketsPerOwner();

    /** How many sockets from one address may be open at a time; of an IPv6 address the first half counts. */
    @WithDefault("10000")
    @WithConverter(PositiveInt.class)
    int socketsPerAddress();
}
