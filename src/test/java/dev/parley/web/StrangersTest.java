package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of other sites, and names that are not this server's. Other people's conversations: {@link OwnerWalkTest}. */
@QuarkusTest
class StrangersTest {
    static Stream<String> foreignOrigins() {
        String own = RawHttp.authority();
        return Stream.of(
                "https://evil.example",
                "null",
                "",
                "http://evil.example:" + RawHttp.port(),
                "http://" + own + ".evil.example",
                "http://evil.example/" + own,
                "http://evil." + own,
                "http://evil" + own,
                "http://localhost",
                "http://localhost:" + (RawHttp.port() + 1),
                "http://localhost:" + RawHttp.port() + "0",
                "http://" + own + "/",
                "http://user@" + own,
                "http://" + own + "@evil.example",
                "http://" + own + " ",
                "http://" + own + ", https://evil.example",
                "ws://" + own,
                "file://",
                "http://127.0.0.2:" + RawHttp.port(),
                "http://0.0.0.0:" + RawHttp.port());
    }

    @ParameterizedTest
    @MethodSource("foreignOrigins")
    void aForeignPageOpensNoSocketAndSendsNothing(String origin) {
        String cookie = cookie();
        // White space around a header's value is not part of it.
        if (!origin.equals(origin.strip())) {
            return;
        }
        var socket = RawHttp.upgrade(
                "/chat/" + UUID.randomUUID(), RawHttp.authority(), "Origin: " + origin, "Cookie: " + cookie);
        assertThat(socket.status()).isEqualTo(403);
        var post = RawHttp.request(
                "POST",
                "/api/conversations/" + UUID.randomUUID() + "/messages",
                RawHttp.authority(),
                "{\"text\":\"/echo x\"}",
                "Content-Type: application/json",
                "Origin: " + origin,
                "Cookie: " + cookie);
        assertThat(post.status()).isEqualTo(403);
    }

    @Test
    void aSocketWithoutAnOriginNeedsAToken() {
        var socket = RawHttp.upgrade("/chat/" + UUID.randomUUID(), RawHttp.authority(), "Cookie: " + cookie());

        assertThat(socket.status()).isEqualTo(403);
    }

    static Stream<String> ownOrigins() {
        return Stream.of("localhost", "127.0.0.1", "[::1]").map(host -> "http://" + host + ":" + RawHttp.port());
    }

    @ParameterizedTest
    @MethodSource("ownOrigins")
    void theOwnPageOpensASocket(String origin) {
        var socket = RawHttp.upgrade(
                "/chat/" + UUID.randomUUID(), RawHttp.authority(), "Origin: " + origin, "Cookie: " + cookie());

        assertThat(socket.status()).isEqualTo(101);
    }

    @Test
    void aBrowserThatWasNeverHereOpensNoSocket() {
        var socket = RawHttp.upgrade(
                "/chat/" + UUID.randomUUID(), RawHttp.authority(), "Origin: http://" + RawHttp.authority());

        assertThat(socket.status()).isEqualTo(401);
    }

    @Test
    void aPlainFormSendsNothing() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            var post = RawHttp.request(
                    "POST",
                    "/api/conversations/" + UUID.randomUUID() + "/messages",
                    RawHttp.authority(),
                    "{\"text\":\"/echo x\"}",
                    "Content-Type: " + type,
                    "Cookie: " + cookie());
            assertThat(post.status()).as(type).isEqualTo(415);
        }
    }

    static Stream<String> foreignHosts() {
        return Stream.of(
                "evil.example",
                "evil.example:" + RawHttp.port(),
                "localhost",
                "localhost:" + (RawHttp.port() + 1),
                "localhost:" + RawHttp.port() + "0",
                "localhost.evil.example:" + RawHttp.port(),
                "evil.localhost:" + RawHttp.port(),
                "127.0.0.2:" + RawHttp.port(),
                "0.0.0.0:" + RawHttp.port(),
                "user@localhost:" + RawHttp.port());
    }

    @ParameterizedTest
    @MethodSource("foreignHosts")
    void nothingIsServedUnderAForeignName(String host) {
        for (String target : List.of("/", "/favicon.svg", "/api/conversations", "/c/12345678", "/no", "/q/health")) {
            assertThat(RawHttp.request("GET", target, host, "").status())
                    .as("%s of %s", target, host)
                    .isIn(400, 403);
        }
        var socket =
                RawHttp.upgrade("/chat/" + UUID.randomUUID(), host, "Origin: http://" + host, "Cookie: " + cookie());
        assertThat(socket.status()).isIn(400, 403);
    }

    private static String cookie() {
        return RawHttp.get("/").header("Set-Cookie").getFirst().split(";", 2)[0];
    }
}
