package dev.parley.auth;

import io.smallrye.config.ConfigMapping;
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

    /** Bearer tokens of scripts, by the script's name; each is an owner of its own. */
    Map<String, String> tokens();

    /** How readers are admitted; without it as with {@code open}, but, with a model that costs money, on this machine only. */
    Optional<Access> access();

    /** With {@code access=password}: the password's bcrypt hash. */
    Optional<String> passwordHash();

    /** How long a reader who does not come back stays signed in. */
    @WithDefault("30d")
    Duration sessionLifetime();

    /** Whether all who are admitted are one owner and share everything. */
    @WithDefault("false")
    boolean shared();

    /** How often signing in may be tried. */
    Login login();

    /** With {@code access=proxy-header}: who names the reader, and where. */
    Proxy proxy();

    /** Attempts within {@link #period()}. */
    interface Login {

        /** From one address; of an IPv6 address the first half counts. */
        @WithDefault("10")
        int perAddress();

        /** From all addresses together. */
        @WithDefault("100")
        int inAll();

        /** After which so many attempts may be made again. */
        @WithDefault("5m")
        Duration period();
    }

    /** Only what comes straight from one of the addresses is believed. */
    interface Proxy {

        /** The header whose value is the owner's name. */
        Optional<String> header();

        /** The proxies' addresses, or ranges of them such as {@code 10.1.0.0/16}. */
        Optional<List<String>> addresses();
    }
}
