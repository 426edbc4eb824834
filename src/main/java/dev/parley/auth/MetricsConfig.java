package dev.parley.auth;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who may read the metrics; nobody, until one of the two is set. */
@ConfigMapping(prefix = "parley.metrics")
public interface MetricsConfig {

    /** The bearer token that a scrape names, at least 16 characters; it opens nothing else. */
    Optional<String> token();

    /**
     * Addresses, or ranges of them such as {@code 10.1.0.0/16}, from which a scrape needs no token. What a proxy has passed on
     * ({@code X-Forwarded-For}, {@code Forwarded}) is not believed to come from there; name no address of a proxy all the same.
     */
    Optional<List<String>> addresses();
}
