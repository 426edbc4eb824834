package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.PasswordAccess;
import dev.parley.conversation.ConversationJson;
import dev.parley.web.Routes.Route;
import dev.parley.web.words.Language;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that readers sign in to, and what one of them may do. */
@QuarkusTest
@TestProfile(PasswordAccess.class)
class PasswordAccessTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String ORIGIN = "Origin: http://" + RawHttp.authority();

    @TestHTTPResource("/")
    URI server;

    /** Another one for each test: attempts are counted by it. */
    private final String here = "X-Forwarded-For: 192.0.2." + ADDRESSES.incrementAndGet();

    // Whoever is not signed in

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
        for (String cookie : new String[] {"Cookie: a=b", "Cookie: parley-session=x", "Cookie: " + signIn() + "x"}) {
            assertThat(upgrade(cookie).status()).isEqualTo(401);
        }
        assertThat(upgrade("Cookie: " + signIn()).status()).isEqualTo(101);
    }

    private static RawHttp.Answer upgrade(String cookie) {
        return RawHttp.upgrade("/chat/" + UUID.randomUUID(), RawHttp.authority(), ORIGIN, cookie);
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

    // Signing in

    @Test
    void whoKnowsThePasswordGoesToThePageThatWasAskedFor() {
        String page = "/c/" + UUID.randomUUID();
        String form = RawHttp.get(page).header("Location").getFirst();
        assertThat(form).isEqualTo("/login?next=" + page);
        assertThat(RawHttp.get(form).body()).contains("name=\"next\" value=\"" + page + "\"");
        var entered = enter(PasswordAccess.PASSWORD, page);

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
        var plain = enter(PasswordAccess.PASSWORD, "/").header("Set-Cookie");
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
                        here,
                        "X-Forwarded-Proto: https",
                        "Origin: https://" + PasswordAccess.HOST)
                .header("Set-Cookie");
        assertThat(secure.getFirst()).startsWith("__Host-parley-session=").contains("; Secure", "; HTTPOnly", "Path=/");
    }

    @Test
    void allDevicesAreTheSameOwner() throws Exception {
        String phone = signIn();
        String desk = signIn();
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
            var refused = enter(wrong, "/c/12345678");
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
        assertThat(path(enter(PasswordAccess.PASSWORD, next))).isEqualTo("/");
    }

    @Test
    void aForeignPageSignsNobodyInOrOut() {
        String cookie = signIn();
        for (String path : new String[] {"/login", "/logout"}) {
            var answer = RawHttp.request(
                    "POST",
                    path,
                    RawHttp.authority(),
                    "secret=" + encoded(PasswordAccess.PASSWORD),
                    FORM,
                    here,
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
            assertThat(enter("wrong", "/").status()).isEqualTo(403);
        }
        var late = enter(PasswordAccess.PASSWORD, "/");
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

    // Signing out

    @Test
    void whoSignsOutIsOutInAllTabsAndACopiedCookieIsWorthless() throws Exception {
        String cookie = signIn();
        String other = signIn();
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

    // Limits

    @Test
    void whoSendsTooMuchIsToldAndOthersAreNot() throws Exception {
        String conversation = UUID.randomUUID().toString();
        var refused = send(bearer("sender"), conversation, "/echo first");
        int accepted = 0;
        // A slow machine gets some back meanwhile.
        while (refused.status() == 200 && accepted < 3 * PasswordAccess.SENDS) {
            accepted++;
            refused = send(bearer("sender"), conversation, "/echo " + accepted);
        }
        assertThat(accepted).isGreaterThanOrEqualTo(PasswordAccess.SENDS);
        assertThat(refused.status()).isEqualTo(429);
        var problem = json(refused);
        assertThat(problem.path("code").asText()).isEqualTo("too-many-sends");
        assertThat(problem.path("retryable").asBoolean()).isTrue();
        String other = UUID.randomUUID().toString();
        assertThat(send(bearer("reader"), other, "/echo hello").status()).isEqualTo(200);
        assertThat(RawHttp.get("/api/conversations", bearer("sender")).status()).isEqualTo(200);
    }

    @Test
    void whoHasTooManyConversationsIsTold() throws Exception {
        for (int i = 0; i < PasswordAccess.CONVERSATIONS; i++) {
            assertThat(send(bearer("collector"), UUID.randomUUID().toString(), "/echo hello")
                            .status())
                    .isEqualTo(200);
        }
        var refused = send(bearer("collector"), UUID.randomUUID().toString(), "/echo hello");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(json(refused).path("code").asText()).isEqualTo("too-many-conversations");
    }

    @Test
    void aMessageBeyondTheOwnersTurnsWaitsAndAnAnswerMadeAnewIsRefused() throws Exception {
        String cookie = signIn();
        String answered = SocketClient.newConversation();
        String busy = SocketClient.newConversation();
        try (var first = SocketClient.open(server, answered, cookie);
                var second = SocketClient.open(server, busy, cookie)) {
            assertThat(first.awaitEnd(first.send("/echo hello"))).isEqualTo("complete");
            int running = second.send("/long 5000");
            second.awaitText();
            int answer = first.shown().messages().getLast().id();
            first.say("{\"type\":\"regenerate\",\"id\":\"" + UUID.randomUUID() + "\",\"message\":" + answer + "}");
            assertThat(first.awaitError("too-many-turns").path("retryable").asBoolean())
                    .isTrue();
            int waiting = first.send("/echo in time");
            await().untilAsserted(() -> {
                first.takeWhatCame();
                assertThat(first.shown().queue())
                        .extracting(queued -> queued.turn())
                        .containsExactly(waiting);
            });
            second.say("{\"type\":\"stop\",\"id\":\"" + UUID.randomUUID() + "\",\"turn\":" + running + "}");
            assertThat(first.awaitEnd(waiting)).isEqualTo("complete");
        }
        for (String conversation : new String[] {answered, busy}) {
            RawHttp.request(
                    "DELETE", "/api/conversations/" + conversation, RawHttp.authority(), "", "Cookie: " + cookie);
        }
    }

    @Test
    void aStreamWaitsForItsTurnAsWell() throws Exception {
        String busy = UUID.randomUUID().toString();
        var stream = Thread.ofVirtual().start(() -> send(bearer("waiter"), busy, "/long 5000"));
        await().until(() -> read("waiter", busy).path("turn").has("id"));
        String other = UUID.randomUUID().toString();
        var waiting = new CompletableFuture<RawHttp.Answer>();
        Thread.ofVirtual().start(() -> waiting.complete(send(bearer("waiter"), other, "/echo at last")));
        await().until(() -> read("waiter", other).path("queue").size() == 1);
        int turn = read("waiter", busy).path("turn").path("id").asInt();
        RawHttp.request(
                "POST",
                "/api/conversations/" + busy + "/stop",
                RawHttp.authority(),
                "{\"turn\":" + turn + "}",
                "Content-Type: application/json",
                bearer("waiter"));

        assertThat(waiting.get(20, TimeUnit.SECONDS).body())
                .contains("\"turnQueued\"")
                .contains("at last")
                .contains("\"state\":\"complete\"");
        stream.join();
    }

    private static JsonNode read(String script, String conversation) throws Exception {
        return json(RawHttp.get("/api/conversations/" + conversation, bearer(script)));
    }

    private static JsonNode json(RawHttp.Answer answer) throws Exception {
        String body = answer.body();
        return ConversationJson.mapper().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
    }

    private static RawHttp.Answer send(String who, String conversation, String text) {
        return RawHttp.request(
                "POST",
                "/api/conversations/" + conversation + "/messages",
                RawHttp.authority(),
                "{\"text\":\"" + text + "\"}",
                "Content-Type: application/json",
                who);
    }

    private RawHttp.Answer enter(String secret, String next) {
        String body = "secret=" + encoded(secret) + "&next=" + encoded(next);
        return RawHttp.request("POST", "/login", RawHttp.authority(), body, FORM, here, ORIGIN);
    }

    private String signIn() {
        return cookie(enter(PasswordAccess.PASSWORD, "/"));
    }

    private static String cookie(RawHttp.Answer entered) {
        return entered.header("Set-Cookie").getFirst().split(";", 2)[0];
    }

    private static String path(RawHttp.Answer answer) {
        return URI.create(answer.header("Location").getFirst()).getRawPath();
    }

    private static String bearer(String script) {
        return "Authorization: Bearer " + PasswordAccess.token(script);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
