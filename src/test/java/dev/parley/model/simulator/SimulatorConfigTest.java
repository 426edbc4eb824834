package dev.parley.model.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatorConfigTest {

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        SimulatorConfig config = new SmallRyeConfigBuilder()
                .withMapping(SimulatorConfig.class)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(SimulatorConfig.class);
        assertThat(config.port()).isZero();
        assertThat(config.delay()).isEqualTo(Duration.ofMillis(20));
        assertThat(SimulatorConfig.class.getDeclaredMethods()).hasSize(2);
    }
}
