package dev.parley.auth;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bearer tokens of the configuration, each an owner. */
@Singleton
class Tokens {

    static final int SHORTEST = 16;

    private final Map<String, String> byOwner = new LinkedHashMap<>();

    Tokens(AuthConfig config) {
        config.tokens().forEach((name, token) -> {
            if (token.length() < SHORTEST) {
                throw new ConfigurationException("parley.tokens." + name + " must have at least 16 characters");
            }
            byOwner.put("token:" + name, token);
        });
    }

    Map<String, String> byOwner() {
        return Map.copyOf(byOwner);
    }

    Optional<String> owner(String presented) {
        byte[] hash = Secrets.sha256(presented);
        @Nullable String owner = null;
        for (var token : byOwner.entrySet()) {
            // All are compared, each in constant time, so that the time tells nothing.
            if (MessageDigest.isEqual(hash, Secrets.sha256(token.getValue()))) {
                owner = token.getKey();
            }
        }
        return Optional.ofNullable(owner);
    }
}
