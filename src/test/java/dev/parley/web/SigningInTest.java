package dev.parley.web;

import static dev.parley.web.PasswordVisitor.FORM;
import static dev.parley.web.PasswordVisitor.ORIGIN;
import static dev.parley.web.PasswordVisitor.bearer;
import static dev.parley.web.PasswordVisitor.cookie;
import static dev.parley.web.PasswordVisitor.encoded;
import static dev.parley.web.PasswordVisitor.path;
import static dev.parley.web.PasswordVisitor.send;
import static dev.parley.web.PasswordVisitor.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.PasswordAccess;
import dev.parley.web.words.Language;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How readers come in to a server with a password, and leave it. */
@QuarkusTest
@TestProfile(PasswordAccess.class)
class SigningInTest {

    @TestHTTPResource("/")
    URI server;

    private final PasswordVisitor visitor = new PasswordVisitor();

    @Test
    void whoKnowsThePasswordGoesToThePageThatWasAskedFor() {
        String page = "/c/" + UUID.randomUUID();
        String form = RawHttp.get(page).header("Location").getFirst();
        assertThat(form).isEqualTo("/login?next=" + page);
        assertThat(RawHttp.get(form).body()).contains("name=\"next\" value=\"" + page + "\"");
        var entered = visitor.enter(PasswordAccess.PASSWORD, page);

        assertThat(entered.status()).isEqualTo(303);
        assertThat(path(entered)).isEqualTo(page);
        String cookie = cookie(entered);
        assertThat(RawHttp.get(page, "Cookie: " + cookie).status()).isEqualTo(200);
        assertThat(RawHttp.get("/api/conversations", "Cookie: " + cookie).status())
                .isEqualTo(200);
        assertThat(path(RawHttp.get(form, "Cookie: " + cookie)))
                .as("the form, for one who is signed in")
                .isEqualTo(page);
    }

    @Test
    void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
        var plain = visitor.enter(PasswordAccess.PASSWORD, "/").header("Set-Cookie");
        assertThat(plain).hasSize(1);
        assertThat(plain.getFirst().split("; "))
                .contains("HTTPOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000")
                .noneMatch(attribute -> attribute.equals("Secure") || attribute.startsWith("Domain"));
        var secure = RawHttp.request(
                        "POST",
                        "/login",
                        PasswordAccess.HOST,
                        "secret=" + encoded(PasswordAccess.PASSWORD),
                        FORM,
                        visitor.address(),
                        "X-Forwarded-Proto: https",
                        "Origin: https://" + PasswordAccess.HOST)
                .header("Set-Cookie");
        assertThat(secure.getFirst()).startsWith("__Host-parley-session=").contains("; Secure", "; HTTPOnly", "Path=/");
    }

    @Test
    void allDevicesAreTheSameOwner() throws Exception {
        String phone = visitor.signIn();
        String desk = visitor.signIn();
        assertThat(phone).isNotEqualTo(desk);
        String conversation = UUID.randomUUID().toString();
        assertThat(send("Cookie: " + phone, conversation, "/echo hello").status())
                .isEqualTo(200);
        assertThat(RawHttp.get("/api/conversations/" + conversation, "Cookie: " + desk)
                        .status())
                .isEqualTo(200);
        assertThat(RawHttp.get("/api/conversations/" + conversation, bearer("reader"))
                        .status())
                .isEqualTo(404);
        try (var socket = SocketClient.open(server, conversation, desk)) {
            assertThat(socket.shown().messages()).hasSize(2);
        }
        RawHttp.request("DELETE", "/api/conversations/" + conversation, RawHttp.authority(), "", "Cookie: " + desk);
    }

    @Test
    void anotherPasswordIsRefused() {
        for (String wrong : new String[] {"wrong", ""}) {
            var refused = visitor.enter(wrong, "/c/12345678");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("Set-Cookie")).isEmpty();
            assertThat(refused.body())
                    .contains("role=\"alert\"")
                    .contains("That is not the password.")
                    .contains("value=\"/c/12345678\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://evil.example/",
                "/\\evil.example",
                "/c/12345678/../../evil",
                "/api/conversations",
                "javascript:alert(1)",
                "\"><script>alert(1)</script>",
                "/c/12345678\r\nSet-Cookie: a=b"
            })
    void nobodyIsSentElsewhere(String next) {
        assertThat(RawHttp.get("/login?next=" + encoded(next)).body())
                .contains("name=\"next\" value=\"/\"")
                .doesNotContain("evil")
                .doesNotContain("alert(");
        assertThat(path(visitor.enter(PasswordAccess.PASSWORD, next))).isEqualTo("/");
    }

    @Test
    void aForeignPageSignsNobodyInOrOut() {
        String cookie = visitor.signIn();
        for (String path : new String[] {"/login", "/logout"}) {
            var answer = RawHttp.request(
                    "POST",
                    path,
                    RawHttp.authority(),
                    "secret=" + encoded(PasswordAccess.PASSWORD),
                    FORM,
                    visitor.address(),
                    "Origin: https://evil.example",
                    "Cookie: " + cookie);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
        assertThat(RawHttp.get("/api/conversations", "Cookie: " + cookie).status())
                .isEqualTo(200);
    }

    @Test
    void whoTriesTooOftenHasToWait() {
        for (int i = 0; i < PasswordAccess.ATTEMPTS; i++) {
            assertThat(visitor.enter("wrong", "/").status()).isEqualTo(403);
        }
        var late = visitor.enter(PasswordAccess.PASSWORD, "/");
        assertThat(late.status()).isEqualTo(429);
        assertThat(Integer.parseInt(late.header("Retry-After").getFirst())).isBetween(1, 75);
        assertThat(late.header("Set-Cookie")).isEmpty();
        assertThat(late.body()).contains("Too many attempts. Try again in ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFormHasItsPolicyAndNoScriptOfTheApp(boolean byToken) {
        var form = RawHttp.get("/login");
        assertThat(form.header("Content-Security-Policy").getFirst())
                .contains("form-action 'self'")
                .contains("frame-ancestors 'self'");
        String html = LoginResource.Templates.login(
                        "a-nonce", "/static/bundle/app.css", byToken, "/", null, Language.ENGLISH)
                .render();
        assertThat(html)
                .containsOnlyOnce("<script")
                .contains("<script nonce=\"a-nonce\">")
                .doesNotContain("style=");
        assertThat(html)
                .contains(byToken ? ">Token</label>" : ">Password</label>")
                .doesNotContain("aria-invalid");
    }

    @Test
    void whoSignsOutIsOutInAllTabsAndACopiedCookieIsWorthless() throws Exception {
        String cookie = visitor.signIn();
        String other = visitor.signIn();
        try (var tab = SocketClient.open(server, SocketClient.newConversation(), cookie);
                var elsewhere = SocketClient.open(server, SocketClient.newConversation(), other)) {
            var left = RawHttp.request("POST", "/logout", RawHttp.authority(), "", ORIGIN, "Cookie: " + cookie);
            assertThat(left.status()).isEqualTo(303);
            assertThat(path(left)).isEqualTo("/login");
            assertThat(left.header("Set-Cookie").getFirst()).startsWith("parley-session=; Max-Age=0");
            assertThat(tab.awaitClose()).isEqualTo(4401);
            assertThat(RawHttp.get("/api/conversations", "Cookie: " + cookie).status())
                    .isEqualTo(401);
            assertThat(upgrade("Cookie: " + cookie).status()).isEqualTo(401);
            assertThat(RawHttp.get("/api/conversations", "Cookie: " + other).status())
                    .isEqualTo(200);
            elsewhere.say("{\"type\":\"dance\"}");
            elsewhere.awaitError("unknown-command");
        }
    }

    @Test
    void whoIsNotSignedInSignsOutWithoutHarm() {
        assertThat(path(RawHttp.request("POST", "/logout", RawHttp.authority(), "", ORIGIN)))
                .isEqualTo("/login");
    }
}
