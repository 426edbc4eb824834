package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.auth.SignIn.Outcome;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCrypt;

class SignInTest {

    private static final String HERE = "192.0.2.1";

    private final AtomicLong clock = new AtomicLong();

    private SignIn signIn(AuthConfig config) {
        return new SignIn(config, new Tokens(config), clock::get);
    }

    @Test
    void thePasswordOfAHashThatHtpasswdMadeIsAccepted() {
        assertThat(signIn(AuthConfigs.password()).attempt(HERE, AuthConfigs.PASSWORD))
                .isEqualTo(new Outcome.Accepted("password"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Correct horse battery staple", "correct horse battery staple ", AuthConfigs.HASH})
    void anythingElseIsRefused(String other) {
        assertThat(signIn(AuthConfigs.password()).attempt(HERE, other)).isEqualTo(new Outcome.Refused());
    }

    @Test
    void aLongPasswordWorksAndAHugeOneIsNotEvenHashed() {
        String password = "ü".repeat(36);
        var config = password(BCrypt.hashpw(password, BCrypt.gensalt(10)));

        assertThat(signIn(config).attempt(HERE, password)).isEqualTo(new Outcome.Accepted("password"));
        assertThat(signIn(config).attempt(HERE, "x".repeat(100_000))).isEqualTo(new Outcome.Refused());
    }

    @Test
    void aTokenSignsItsOwnerIn() {
        var signIn = signIn(AuthConfigs.token("a-token-of-anna-s"));

        assertThat(signIn.attempt(HERE, "a-token-of-anna-s")).isEqualTo(new Outcome.Accepted("token:anna"));
        assertThat(signIn.attempt(HERE, "a-token-of-anna-x")).isEqualTo(new Outcome.Refused());
        assertThat(signIn.attempt(HERE, "")).isEqualTo(new Outcome.Refused());
    }

    @Test
    void oneAddressMayTrySoOftenAndThenHasToWaitEvenWithThePassword() {
        var signIn = signIn(limited(3, 100));
        for (int i = 0; i < 3; i++) {
            assertThat(signIn.attempt(HERE, "wrong")).isEqualTo(new Outcome.Refused());
        }
        assertThat(signIn.attempt(HERE, AuthConfigs.PASSWORD)).isEqualTo(new Outcome.TooMany(Duration.ofSeconds(100)));
        assertThat(signIn.attempt("192.0.2.2", AuthConfigs.PASSWORD)).isInstanceOf(Outcome.Accepted.class);
        clock.addAndGet(Duration.ofSeconds(100).toNanos());
        assertThat(signIn.attempt(HERE, AuthConfigs.PASSWORD)).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void allAddressesTogetherMayTrySoOften() {
        var signIn = signIn(limited(2, 3));
        for (int i = 0; i < 3; i++) {
            assertThat(signIn.attempt("192.0.2." + i, "wrong")).isEqualTo(new Outcome.Refused());
        }

        assertThat(signIn.attempt("192.0.2.9", AuthConfigs.PASSWORD)).isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    void whatNobodyCanSignInWithStopsTheStart() {
        assertThatThrownBy(() -> signIn(AuthConfigs.with(Map.of("parley.access", "password"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parley.password-hash")
                .hasMessageContaining("htpasswd");
        assertThatThrownBy(() -> signIn(AuthConfigs.with(Map.of("parley.access", "token"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parley.tokens");
        assertThatThrownBy(() -> signIn(AuthConfigs.token("short")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parley.tokens.anna");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "$2y$05$kNdS6vBeGlRfzoSztR4Pfe/b0fzfUBjclrBL1NBJ1z3nl1smxRpue",
                "$2y$31$kNdS6vBeGlRfzoSztR4Pfe/b0fzfUBjclrBL1NBJ1z3nl1smxRpue",
                "$2y$10$kNdS6vBeGlRfzoSztR4Pfe/b0fzfUBjclrBL1NBJ1z3nl1smxRpu",
                "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaA"
            })
    void whatIsNoGoodHashStopsTheStartAndIsNotTold(String hash) {
        assertThatThrownBy(() -> signIn(password(hash)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parley.password-hash is not a bcrypt hash")
                .hasMessageNotContaining(hash);
    }

    private static AuthConfig password(String hash) {
        return AuthConfigs.with(Map.of("parley.access", "password", "parley.password-hash", hash));
    }

    private static AuthConfig limited(int perAddress, int inAll) {
        var keys = new HashMap<>(Map.of("parley.access", "password", "parley.password-hash", AuthConfigs.HASH));
        keys.put("parley.login.per-address", String.valueOf(perAddress));
        keys.put("parley.login.in-all", String.valueOf(inAll));
        return AuthConfigs.with(keys);
    }
}
