package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"http://host:1/api", "http://host:1/api/", "http://host:1/api/v1", " http://host:1/api/v1/ "})
    void aBaseUrlIsTakenAsPeopleWriteIt(String url) {
        Server server = Server.at(url, null);
        assertThat(server.uri()).hasToString("http://host:1/api");
        assertThat(server.name()).isEqualTo("host:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host:1", "ftp://host", "http:///v1", "/v1", "http://a b"})
    void whatIsNoHttpUrlIsRefusedByItsKey(String url) {
        assertThatThrownBy(() -> Server.at(url, null)).hasMessageContaining("parley.claude.base-url");
    }

    @Test
    void whatIsSaidOfAServerHoldsNoSecret() {
        assertThat(Server.at("https://user:secret@host", "sk-canary").toString())
                .isEqualTo("Server[host]");
    }
}
