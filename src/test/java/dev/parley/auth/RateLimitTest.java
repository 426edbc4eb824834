package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    /** Begins where adding to it overflows: the clock's zero means nothing. */
    private final AtomicLong clock =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());

    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(30), clock::get);

    @Test
    void asManyAsAllowedMayComeAtOnceAndTheNextHasToWait() {
        takeAll("anna");

        assertThat(limit.take("anna")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theyComeBackOneByOne() {
        takeAll("anna");
        pass(Duration.ofSeconds(9));
        assertThat(limit.take("anna")).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));
        assertThat(limit.take("anna")).isZero();
        assertThat(limit.take("anna")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void beingRefusedCostsNothing() {
        takeAll("anna");
        for (int i = 0; i < 100; i++) {
            assertThat(limit.take("anna")).isPositive();
        }
        pass(Duration.ofSeconds(30));
        takeAll("anna");
    }

    @Test
    void aLongQuietTimeSavesUpNoMoreThanTheLimit() {
        takeAll("anna");
        pass(Duration.ofDays(2));
        takeAll("anna");

        assertThat(limit.take("anna")).isPositive();
    }

    @Test
    void oneDoesNotUseUpWhatIsAnothers() {
        takeAll("anna");
        takeAll("ben");
    }

    @Test
    void whoHasEverythingBackIsForgotten() {
        for (int i = 0; i < 5_000; i++) {
            limit.take("somebody-" + i);
            pass(Duration.ofMillis(100));
        }

        assertThat(limit.known()).isLessThan(1_200);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        assertThatThrownBy(() -> new RateLimit(0, Duration.ofSeconds(1), clock::get))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RateLimit(1, Duration.ZERO, clock::get))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void takeAll(String who) {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take(who)).isZero();
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
