package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the metrics are that are kept from others. */
class MetricsAccessTest {

    @ParameterizedTest
    @CsvSource({
        "/, q, metrics, /q/metrics",
        "/, q, prometheus/, /q/prometheus",
        "/, /, metrics, /metrics",
        "/, /ops/, metrics, /ops/metrics",
        "/, q, /scrape, /scrape",
        "/chat, q, metrics, /chat/q/metrics",
        "/chat/, /q, metrics, /q/metrics",
    })
    void theyAreWhereQuarkusIsToldToShowThem(String root, String beside, String metrics, String path) {
        assertThat(MetricsAccess.path(root, beside, metrics)).isEqualTo(path);
    }
}
