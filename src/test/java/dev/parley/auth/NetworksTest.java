package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.1.2.3, ::ffff:10.1.2.3, true",
        "10.1.0.0/16, 10.1.255.255, true",
        "10.1.0.0/16, 10.2.0.0, false",
        "10.1.2.0/28, 10.1.2.15, true",
        "10.1.2.0/28, 10.1.2.16, false",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, 127.0.0.1, false",
        "127.0.0.1, , false",
        "127.0.0.1, not-an-address, false",
    })
    void anAddressBelongsToItsRange(String range, String address, boolean belongs) {
        assertThat(Networks.parse("key", List.of(range)).contain(address)).isEqualTo(belongs);
    }

    @Test
    void oneOfManyIsEnough() {
        var networks = Networks.parse("key", List.of("10.0.0.0/8", " 192.0.2.7 "));

        assertThat(networks.contain("192.0.2.7")).isTrue();
        assertThat(networks.contain("192.0.2.8")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy", "10.1.0.0/33", "10.1.0/8/8", "10.1.0.0/x", "/8", "300.1.1.1", "2001:db8::/129"})
    void whatIsNoRangeIsNamed(String wrong) {
        assertThatThrownBy(() -> Networks.parse("parley.proxy.addresses", List.of(wrong)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parley.proxy.addresses: '" + wrong + "'");
    }

    @Test
    void anIpv6SubscriberHasOneNameForAllTheAddresses() {
        assertThat(Networks.of("2001:db8:1:2:3:4:5:6")).isEqualTo(Networks.of("2001:db8:1:2::9"));
        assertThat(Networks.of("2001:db8:1:2::9")).isNotEqualTo(Networks.of("2001:db8:1:3::9"));
        assertThat(Networks.of("192.0.2.1")).isNotEqualTo(Networks.of("192.0.2.2"));
        assertThat(Networks.of(null)).isEqualTo(Networks.of(null));
    }
}
