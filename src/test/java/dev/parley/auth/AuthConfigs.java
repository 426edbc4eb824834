package dev.parley.auth;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The configuration with its defaults, but for the given keys; no environment, no files. */
final class AuthConfigs {

    /** Of "correct horse battery staple", made by {@code htpasswd -nBC 10 reader} of Apache 2.4. */
    static final String HASH = "$2y$10$kNdS6vBeGlRfzoSztR4Pfe/b0fzfUBjclrBL1NBJ1z3nl1smxRpue";

    static final String PASSWORD = "correct horse battery staple";

    private AuthConfigs() {}

    static AuthConfig with(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(AuthConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(AuthConfig.class);
    }

    static AuthConfig password() {
        return with(Map.of("parley.access", "password", "parley.password-hash", HASH));
    }

    static AuthConfig token(String token) {
        return with(Map.of("parley.access", "token", "parley.tokens.anna", token));
    }
}
