package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void secondsAreRead() {
        assertThat(RetryAfter.parse(null, "7", NOW)).isEqualTo(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse(null, " 1.5 ", NOW)).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void aDateIsReadAgainstTheClock() {
        assertThat(RetryAfter.parse(null, "Sun, 22 Nov 2026 12:00:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void millisecondsWinOverSeconds() {
        assertThat(RetryAfter.parse("250", "7", NOW)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whatMakesNoSenseIsNoWait() {
        for (String odd : new String[] {"0", "-3", "soon", "", "NaN", "Sun, 22 Nov 2026 11:59:30 GMT"}) {
            assertThat(RetryAfter.parse(null, odd, NOW)).as(odd).isNull();
        }
    }

    @Test
    void aHugeWaitDoesNotOverflow() {
        assertThat(RetryAfter.parse(null, "1e300", NOW)).isEqualTo(Duration.ofDays(365));
    }
}
