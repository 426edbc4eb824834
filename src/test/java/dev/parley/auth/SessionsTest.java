package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String TOKEN = "a-token-of-anna-s";

    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    private final Sessions sessions = sessions(AuthConfigs.password());

    private Sessions sessions(AuthConfig config) {
        return new Sessions(config, new Tokens(config), () -> now);
    }

    @Test
    void whoSignedInIsKnown() {
        var session = sessions.find(sessions.begin("password")).orElseThrow();

        assertThat(session.owner()).isEqualTo("password");
        assertThat(sessions.isLive(session)).isTrue();
    }

    @Test
    void twoSessionsOfOneOwnerAreTwo() {
        assertThat(sessions.find(sessions.begin("password")).orElseThrow().id())
                .isNotEqualTo(
                        sessions.find(sessions.begin("password")).orElseThrow().id());
    }

    @Test
    void aSessionOutlivesARestart() {
        String cookie = sessions.begin("password");

        assertThat(sessions(AuthConfigs.password()).find(cookie)).isPresent();
    }

    @Test
    void anotherPasswordEndsAllSessions() {
        String cookie = sessions.begin("password");
        String hash = AuthConfigs.HASH.replace('N', 'M');
        var changed = AuthConfigs.with(Map.of("parley.access", "password", "parley.password-hash", hash));

        assertThat(sessions(changed).find(cookie)).isEmpty();
    }

    @Test
    void anotherTokenEndsTheSessionsOfTheOldOne() {
        String cookie = sessions(AuthConfigs.token(TOKEN)).begin("token:anna");

        assertThat(sessions(AuthConfigs.token(TOKEN)).find(cookie)).isPresent();
        assertThat(sessions(AuthConfigs.token(TOKEN + "2")).find(cookie)).isEmpty();
        assertThat(sessions(AuthConfigs.with(Map.of("parley.tokens.anna", TOKEN)))
                        .find(cookie))
                .as("with access open")
                .isEmpty();
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() {
        String cookie = sessions.begin("password");
        var session = sessions.find(cookie).orElseThrow();
        now = now.plus(Duration.ofDays(30)).minusSeconds(1);
        assertThat(sessions.find(cookie)).isPresent();
        now = now.plusSeconds(1);

        assertThat(sessions.find(cookie)).isEmpty();
        assertThat(sessions.isLive(session)).isFalse();
    }

    @Test
    void whoComesBackInTheSecondHalfStaysSignedInUnderTheSameId() {
        var session = sessions.find(sessions.begin("password")).orElseThrow();
        now = now.plus(Duration.ofDays(14));
        assertThat(sessions.prolong(session)).isNull();
        now = now.plus(Duration.ofDays(2));
        String cookie = sessions.prolong(session);

        assertThat(cookie).isNotNull();
        var prolonged = sessions.find(cookie).orElseThrow();
        assertThat(prolonged.id()).isEqualTo(session.id());
        assertThat(prolonged.until()).isEqualTo(now.plus(Duration.ofDays(30)));
    }

    @Test
    void anEndedSessionsCookieIsWorthNothingProlongedOrNot() {
        String first = sessions.begin("password");
        var session = sessions.find(first).orElseThrow();
        now = now.plus(Duration.ofDays(16));
        String second = sessions.prolong(session);
        sessions.end(session);

        assertThat(sessions.isLive(session)).isFalse();
        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isEmpty();
        assertThat(sessions.find(sessions.begin("password"))).as("another one").isPresent();
    }

    @Test
    void noChangedCookieIsBelieved() {
        String cookie = sessions.begin("password");
        for (int at = 0; at < cookie.length(); at++) {
            char changed = cookie.charAt(at) == '1' ? '2' : '1';
            String forged = cookie.substring(0, at) + changed + cookie.substring(at + 1);
            // The last letter of a signature has bits to spare; the text of it must be the same all the same.
            assertThat(sessions.find(forged)).as(forged).isEmpty();
        }
        for (String none : new String[] {"", ".", "...", cookie + "x", cookie.substring(1), cookie + "." + cookie}) {
            assertThat(sessions.find(none)).as(none).isEmpty();
        }
    }

    @Test
    void theCookieTellsNeitherTheOwnerNorTheHash() {
        assertThat(sessions(AuthConfigs.token(TOKEN)).begin("token:anna"))
                .doesNotContain("anna")
                .doesNotContain(TOKEN);
    }
}
