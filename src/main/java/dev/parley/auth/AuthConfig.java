package dev.parley.auth;

import io.smallrye.config.ConfigMapping;
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
}
