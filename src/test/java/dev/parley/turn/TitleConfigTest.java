package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TitleConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        TitleConfig config = new SmallRyeConfigBuilder()
                .withMapping(TitleConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(TitleConfig.class);
        assertThat(config.enabled()).isTrue();
        assertThat(config.model()).isEqualTo("claude-haiku-5-5");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(TitleConfig.class.getDeclaredMethods()).hasSize(3);
    }
}
