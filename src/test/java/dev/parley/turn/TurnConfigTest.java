package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(TurnConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(TurnConfig.class);
        assertThat(config.maxMessageLength()).isEqualTo(200_000);
        assertThat(config.maxSystemPromptLength()).isEqualTo(10_000);
        assertThat(config.maxQueued()).isEqualTo(20);
        assertThat(config.maxConversations()).isEqualTo(20_000);
        assertThat(config.sendsPerMinute()).isEqualTo(120);
        assertThat(config.maxRunningPerOwner()).isEqualTo(50);
        assertThat(config.maxRunning()).isEqualTo(2_000);
        assertThat(config.maxWaitingPerOwner()).isEqualTo(200);
        assertThat(config.storeTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.showFailures()).isFalse();
    }

    @Test
    void everyKeyIsPinnedByThisTest() {
        assertThat(TurnConfig.class.getDeclaredMethods()).hasSize(11);
    }
}
