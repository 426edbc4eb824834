package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreConfigTest {

    private static SmallRyeConfig with(Map<String, String> keys) {
        return new SmallRyeConfigBuilder()
                .withMapping(StoreConfig.class)
                .withSources(new PropertiesConfigSource(keys, "test", 100))
                .withSources(new StoreConfigSource())
                .addDiscoveredConverters()
                .build();
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        var config = with(Map.of()).getConfigMapping(StoreConfig.class);
        assertThat(config.url()).isEmpty();
        assertThat(config.username()).isEmpty();
        assertThat(config.password()).isEmpty();
        assertThat(config.copyFrom()).isEmpty();
        assertThat(config.directory()).isEqualTo(Path.of("data"));
        assertThat(config.sync()).isEqualTo(StoreConfig.Sync.NORMAL);
        assertThat(config.leaseWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.readers()).isEqualTo(4);
        assertThat(config.keepDeleted()).isEqualTo(Duration.ofHours(24));
        assertThat(config.maxBlob().asLongValue()).isEqualTo(32L << 20);
        assertThat(config.maxBlobsPerOwner().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.maxBlobCountPerOwner()).isEqualTo(100_000);
        assertThat(StoreConfig.class.getDeclaredMethods()).hasSize(12);
    }

    @Test
    void oneDatabaseIsActive() {
        var sqlite = with(Map.of("parley.store.directory", "elsewhere"));
        assertThat(active(sqlite, "sqlite")).isTrue();
        assertThat(active(sqlite, "postgresql")).isFalse();
        assertThat(sqlite.getValue("quarkus.datasource.sqlite.jdbc.url", String.class))
                .startsWith("jdbc:sqlite:elsewhere/parley.db?");
        var postgresql = with(Map.of("parley.store.url", "jdbc:postgresql://db/parley"));
        assertThat(active(postgresql, "sqlite")).isFalse();
        assertThat(active(postgresql, "postgresql")).isTrue();
        assertThat(postgresql.getOptionalValue("quarkus.http.host-enabled", Boolean.class))
                .isEmpty();
    }

    @Test
    void whileOneIsCopiedBothAreActiveAndNobodyIsServed() {
        var config = with(Map.of(
                "parley.store.url", "jdbc:postgresql://db/parley",
                "parley.store.directory", "not this one",
                "parley.store.copy-from", "old"));
        assertThat(active(config, "sqlite")).isTrue();
        assertThat(active(config, "postgresql")).isTrue();
        assertThat(config.getValue("quarkus.datasource.sqlite.jdbc.url", String.class))
                .startsWith("jdbc:sqlite:old/parley.db?");
        assertThat(config.getValue("quarkus.http.host-enabled", Boolean.class)).isFalse();
    }

    private static boolean active(SmallRyeConfig config, String database) {
        return config.getValue("quarkus.datasource." + database + ".active", Boolean.class)
                && config.getValue("quarkus.flyway." + database + ".active", Boolean.class);
    }
}
