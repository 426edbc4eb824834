package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

class PromptsConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        PromptsConfig config = new SmallRyeConfigBuilder()
                .withMapping(PromptsConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(PromptsConfig.class);
        assertThat(config.maxPerOwner()).isEqualTo(200);
        assertThat(config.shared()).isEmpty();
        assertThat(PromptsConfig.class.getDeclaredMethods()).hasSize(2);
    }
}
