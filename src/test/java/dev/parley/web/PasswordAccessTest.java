package dev.parley.web;

import static dev.parley.web.PasswordVisitor.bearer;
import static dev.parley.web.PasswordVisitor.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.PasswordAccess;
import dev.parley.web.Routes.Route;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server with a password lets whoever is not signed in see: nothing but the form and its health. */
@QuarkusTest
@TestProfile(PasswordAccess.class)
class PasswordAccessTest {

    private final PasswordVisitor visitor = new PasswordVisitor();

    static Stream<Route> guarded() {
        return Routes.all().stream().filter(route -> !route.path().matches("/login|/logout|/offline|/worker\\.js"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void everyRouteRefusesWhoeverIsNotSignedIn(Route route) {
        String address = route.address(name -> "12345678");
        var answer = RawHttp.request(route.method(), address, RawHttp.authority(), "");
        if (PageResource.isPage(address)) {
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location").getFirst()).startsWith("/login");
        } else {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.header("WWW-Authenticate").getFirst()).startsWith("Bearer");
            assertThat(answer.body()).contains("\"code\":\"not-signed-in\"").contains("\"retryable\":false");
        }
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/no",
                "/q/openapi",
                "/q/health/../../api/conversations",
                "/q/health;/../../api/conversations",
                "/login/../api/conversations",
                "/login/%2e%2e/api/conversations",
                "/login;a=b/../api/conversations",
                "/login%2F..%2Fapi%2Fconversations",
                "/%6Cogin/../api/conversations",
                "//api/conversations",
                "/api//conversations",
                "/api;/conversations",
                "/api/conversations;x",
                "/%61pi/conversations",
                "/favicon.svg/../api/conversations",
                "/favicon.svg%00/../api/conversations",
                "/static/bundle/../../api/conversations",
                "/static/bundle/..%2F..%2Fapi/conversations",
                "/static/bundle/%2e%2e/%2e%2e/api/conversations",
                "/static/bundle/a;/../../../api/conversations",
                "/static/bundle\\..\\..\\api\\conversations",
                "/c/12345678%2F..",
            })
    void noWayToWriteAnAddressGetsPast(String target) {
        var answer = RawHttp.get(target);
        assertThat(answer.status()).as(answer.head()).isIn(400, 401);
        assertThat(answer.body()).doesNotContain("items");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/favicon.svg",
                "/offline",
                "/worker.js",
                "/manifest.webmanifest",
                "/icon-192.png",
                "/icon-maskable-512.png",
                "/apple-touch-icon.png",
                "/q/health",
                "/q/health/live",
                "/q/health/ready"
            })
    void theFormAndTheHealthAreForEveryone(String target) {
        assertThat(RawHttp.get(target).status()).isEqualTo(200);
    }

    @Test
    void noSocketOpensWithoutASession() {
        for (String cookie :
                new String[] {"Cookie: a=b", "Cookie: parley-session=x", "Cookie: " + visitor.signIn() + "x"}) {
            assertThat(upgrade(cookie).status()).isEqualTo(401);
        }
        assertThat(upgrade("Cookie: " + visitor.signIn()).status()).isEqualTo(101);
    }

    @Test
    void anUnknownTokenIsRefusedAndAKnownOneIsAnOwner() {
        assertThat(RawHttp.get("/api/conversations", "Authorization: Bearer nobody-has-this-one")
                        .status())
                .isEqualTo(401);
        var known = RawHttp.get("/api/conversations", bearer("visitor"));
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.body()).isEqualTo("{\"items\":[]}");
        assertThat(RawHttp.upgrade("/chat/" + UUID.randomUUID(), RawHttp.authority(), bearer("visitor"))
                        .status())
                .isEqualTo(101);
    }
}
