package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        var config = AuthConfigs.with(Map.of());
        assertThat(config.origins()).isEmpty();
        assertThat(config.tokens()).isEmpty();
        assertThat(config.access()).isEmpty();
        assertThat(config.passwordHash()).isEmpty();
        assertThat(config.sessionLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(config.shared()).isFalse();
        assertThat(config.login().perAddress()).isEqualTo(10);
        assertThat(config.login().inAll()).isEqualTo(100);
        assertThat(config.login().period()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.proxy().header()).isEmpty();
        assertThat(config.proxy().addresses()).isEmpty();
    }

    @Test
    void everyKeyIsPinnedByThisTest() {
        assertThat(AuthConfig.class.getDeclaredMethods()).hasSize(8);
        assertThat(AuthConfig.Login.class.getDeclaredMethods()).hasSize(3);
        assertThat(AuthConfig.Proxy.class.getDeclaredMethods()).hasSize(2);
    }

    @Test
    void accessIsWrittenInLowerCase() {
        for (var access : Map.of(
                        "password",
                        Access.PASSWORD,
                        "token",
                        Access.TOKEN,
                        "proxy-header",
                        Access.PROXY_HEADER,
                        "open",
                        Access.OPEN)
                .entrySet()) {
            assertThat(AuthConfigs.with(Map.of("parley.access", access.getKey()))
                            .access())
                    .contains(access.getValue());
        }
    }
}
