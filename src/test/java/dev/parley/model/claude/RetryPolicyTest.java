package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final Duration AMPLE = Duration.ofHours(1);
    private static final Duration CAP = Duration.ofSeconds(60);

    private final RetryPolicy steady = new RetryPolicy(CAP, () -> 0);
    private final RetryPolicy spread = new RetryPolicy(CAP, () -> 1);

    @Test
    void theWaitDoublesFromHalfASecond() {
        assertThat(steady.next(0, null, AMPLE)).isEqualTo(Duration.ofMillis(500));
        assertThat(steady.next(1, null, AMPLE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void thereAreTwoRetries() {
        assertThat(steady.next(2, null, AMPLE)).isNull();
    }

    @Test
    void jitterShortensABackOffByAQuarterAtMost() {
        assertThat(spread.next(0, null, AMPLE)).isEqualTo(Duration.ofMillis(375));
    }

    @Test
    void nobodyComesBackBeforeTheServerAsked() {
        Duration asked = Duration.ofSeconds(3);
        assertThat(steady.next(0, asked, AMPLE)).isEqualTo(asked);
        assertThat(spread.next(0, asked, AMPLE)).isEqualTo(Duration.ofMillis(3_750));
    }

    @Test
    void aWaitBeyondTheCapIsNotWaited() {
        assertThat(steady.next(0, Duration.ofSeconds(61), AMPLE)).isNull();
        assertThat(steady.next(0, CAP, AMPLE)).isEqualTo(CAP);
    }

    @Test
    void aWaitThatOutlastsTheCallIsNotWaited() {
        assertThat(steady.next(0, null, Duration.ofMillis(400))).isNull();
    }
}
