package dev.parley.auth;

import dev.parley.config.Flag;
import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may ask. */
@ConfigMapping(prefix = "parley")
public interface AuthConfig {

    /** Origins besides localhost under which readers reach this server, such as {@code https://chat.example.org}. */
    Optional<List<String>> origins();

    /** Bearer tokens of scripts, by the script's name, at least 16 characters; each is an owner of its own. */
    Map<String, String> tokens();

    /**
     * How readers are admitted: {@code password}, {@code token}, {@code proxy-header} or {@code open}; see
     * [operations](operations.md#who-may-read). Without it as with {@code open}, but with an API key or a base URL on
     * this machine only.
     */
    Optional<Access> access();

    /** With {@code access=password}: the password's bcrypt hash, of a cost from 10 to 15. */
    Optional<String> passwordHash();

    /** How long a reader who does not come back stays signed in. */
    @WithDefault("30d")
    @WithConverter(PositiveDuration.class)
    Duration sessionLifetime();

    /** Whether all who are admitted, scripts too, are one owner and share everything. */
    @WithDefault("false")
    @WithConverter(Flag.class)
    boolean shared();

    /** How often signing in may be tried. */
    Login login();

    /** With {@code access=proxy-header}: who names the reader, and where. */
    Proxy proxy();

    /** Attempts within {@link #period()}. */
    interface Login {

        /**
         * How often signing in may be tried from one address (of an IPv6 address the first half counts) within {@code
         * login.period}.
         */
        @WithDefault("10")
        @WithConverter(PositiveInt.class)
        int perAddress();

        /** How often from all addresses together. */
        @WithDefault("100")
        @WithConverter(PositiveInt.class)
        int inAll();

        /** After which so many attempts may be made again. */
        @WithDefault("5m")
        @WithConverter(PositiveDuration.class)
        Duration period();
    }

    /** Only what comes straight from one of the addresses is believed. */
    interface Proxy {

        /** With {@code access=proxy-header}: the header whose value names the reader. */
        Optional<String> header();

        /** The proxies' addresses, or ranges of them such as {@code 10.1.0.0/16}; only what comes straight from them is believed. */
        Optional<List<String>> addresses();
    }
}
