package dev.parley.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Knows who may read the metrics. That has nothing to do with who may read conversations: a scrape has no cookie, and a reader no
 * business there.
 */
@Singleton
public class MetricsAccess {

    private final Optional<byte[]> token;
    private final Networks addresses;

    MetricsAccess(MetricsConfig config) {
        this.token = config.token().map(MetricsAccess::checked).map(Secrets::sha256);
        this.addresses =
                Networks.parse("parley.metrics.addresses", config.addresses().orElse(List.of()));
    }

    private static String checked(String token) {
        if (token.length() < Tokens.SHORTEST) {
            throw new ConfigurationException(
                    "parley.metrics.token must have at least " + Tokens.SHORTEST + " characters");
        }
        return token;
    }

    /** Whether there are metrics at all, as far as anybody outside is told. */
    public boolean offered() {
        return token.isPresent() || !addresses.ranges().isEmpty();
    }

    /** Whether the request may read them. */
    public boolean admits(HttpServerRequest request) {
        return namesToken(request) || comesFromThere(request);
    }

    /** Whether it proves to be a scrape, under whatever name it reached this server. */
    boolean namesToken(HttpServerRequest request) {
        return token.filter(isNamedIn(request)).isPresent();
    }

    private static Predicate<byte[]> isNamedIn(HttpServerRequest request) {
        return expected -> Owners.bearer(request)
                .filter(named -> MessageDigest.isEqual(expected, Secrets.sha256(named)))
                .isPresent();
    }

    /** A proxy's own address says nothing about who stands behind it. */
    private boolean comesFromThere(HttpServerRequest request) {
        var peer = request.connection().remoteAddress();
        boolean passedOn = request.headers().contains("X-Forwarded-For")
                || request.headers().contains("Forwarded");
        return peer != null && !passedOn && addresses.contain(peer.hostAddress());
    }

    /** Whether the address, however it is written, leads to the metrics. */
    public static boolean isTheirs(String normalizedPath) {
        return normalizedPath.equals("/q/metrics") || normalizedPath.startsWith("/q/metrics/");
    }
}
