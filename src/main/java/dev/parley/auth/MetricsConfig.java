package dev.parley.auth;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who may read the metrics; nobody, until one of the two is set. */
@ConfigMapping(prefix = "parley.metrics")
public interface MetricsConfig {

    /** The bearer token that a scrape names. */
    Optional<String> token();

    /** Addresses, or ranges of them, from which a scrape needs no token. */
    Optional<List<String>> addresses();
}
