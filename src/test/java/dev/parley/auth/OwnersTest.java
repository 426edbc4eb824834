package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each way to admit readers, over real HTTP. */
class OwnersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = "a-token-of-anna-s";
    private static final String BEARER = "Bearer " + TOKEN;
    private static final String NOBODY = "nobody";

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;
    private Owners owners;

    @AfterEach
    void stop() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** A server that answers with the owner's name. */
    private void serve(Map<String, String> keys) {
        var withToken = new HashMap<>(keys);
        withToken.put("parley.tokens.anna", TOKEN);
        var config = AuthConfigs.with(withToken);
        var tokens = new Tokens(config);
        owners = new Owners(config, new Origins(config), tokens, new Sessions(config, tokens));
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/come")) {
            owners.findOrCreate(request);
        } else if (request.path().startsWith("/enter/")) {
            owners.beginSession(request, request.path().substring("/enter/".length()));
        }
        request.response()
                .setStatusCode(owners.admits(request) ? 200 : 401)
                .end(owners.find(request).orElse(NOBODY));
    }

    private HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String owner(String... headers) {
        return get("/", headers).body();
    }

    private String cookie(String path, String... headers) {
        return get(path, headers)
                .headers()
                .firstValue("set-cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    // Open

    @Test
    void eachBrowserIsItsOwnOwnerWhereNobodySaysOtherwise() {
        for (var keys : List.of(Map.<String, String>of(), Map.of("parley.access", "open"))) {
            serve(keys);
            String one = cookie("/come");
            String other = cookie("/come");
            assertThat(owner("Cookie", one)).startsWith("browser:").isNotEqualTo(owner("Cookie", other));
            assertThat(owner()).isEqualTo(NOBODY);
            assertThat(get("/").statusCode()).isEqualTo(200);
            assertThat(owner("Authorization", BEARER, "Cookie", one)).isEqualTo("token:anna");
        }
    }

    @Test
    void anUnknownTokenIsRefusedWhateverElseIsThere() {
        serve(Map.of());
        String cookie = cookie("/come");

        assertThat(get("/", "Authorization", BEARER + "x", "Cookie", cookie).statusCode())
                .isEqualTo(401);
        assertThat(get("/come", "Authorization", BEARER + "x").headers().firstValue("set-cookie"))
                .isEmpty();
    }

    @Test
    void whatAProxyHasAskedForIsNoToken() {
        serve(Map.of());
        String cookie = cookie("/come", "Authorization", "Basic cmVhZGVyOnNlY3JldA==");

        assertThat(owner("Authorization", "Basic cmVhZGVyOnNlY3JldA==", "Cookie", cookie))
                .startsWith("browser:");
    }

    @Test
    void theCookieIsBoundToTlsWhereReadersComeByIt() {
        serve(Map.of("parley.origins", "https://chat.example.org,http://lan.example.org"));
        var secure = RawRequest.get(server.actualPort(), "/come", "chat.example.org");
        var plain = RawRequest.get(server.actualPort(), "/come", "lan.example.org");

        assertThat(secure).contains("__Host-parley-owner=").contains("; Secure").contains("; HTTPOnly");
        assertThat(plain).contains(" parley-owner=").doesNotContain("Secure").contains("; HTTPOnly");
    }

    // Shared

    @Test
    void whereAllShareThereIsOneOwner() {
        serve(Map.of("parley.shared", "true"));

        assertThat(owner()).isEqualTo("shared");
        assertThat(owner("Authorization", BEARER)).isEqualTo("shared");
        assertThat(owner("Authorization", BEARER + "x")).isEqualTo(NOBODY);
        assertThat(get("/come").headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void whoIsNotAdmittedDoesNotShare() {
        serve(Map.of("parley.access", "token", "parley.shared", "true"));

        assertThat(get("/").statusCode()).isEqualTo(401);
        assertThat(owner()).isEqualTo(NOBODY);
        assertThat(owner("Authorization", BEARER)).isEqualTo("shared");
        assertThat(owner("Cookie", cookie("/enter/token:anna"))).isEqualTo("shared");
    }

    // Password and token

    @Test
    void withAPasswordAllSessionsAreTheSameOwnerAndNothingElseIs() {
        serve(Map.of("parley.access", "password", "parley.password-hash", AuthConfigs.HASH));
        String phone = cookie("/enter/password");
        String desk = cookie("/enter/password");

        assertThat(phone).startsWith("parley-session=").isNotEqualTo(desk);
        assertThat(owner("Cookie", phone)).isEqualTo(owner("Cookie", desk)).isEqualTo("password");
        assertThat(owner("Authorization", BEARER)).isEqualTo("token:anna");
        assertThat(get("/", "Cookie", "parley-owner=" + "a".repeat(32)).statusCode())
                .isEqualTo(401);
        assertThat(get("/", "Cookie", phone + "x").statusCode()).isEqualTo(401);
        assertThat(get("/come").statusCode()).isEqualTo(401);
        assertThat(get("/come").headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void whoSignsInByATokenIsTheTokensOwner() {
        serve(Map.of("parley.access", "token"));

        assertThat(owner("Cookie", cookie("/enter/token:anna"))).isEqualTo(owner("Authorization", BEARER));
        assertThat(get("/").statusCode()).isEqualTo(401);
    }

    // Proxy

    @Test
    void theProxysWordIsTaken() {
        serve(proxy("127.0.0.0/8"));

        assertThat(owner("X-User", "ben@example.org")).isEqualTo("proxy:ben@example.org");
        assertThat(owner("x-user", "ben@example.org", "Authorization", "Bearer the-proxys-own"))
                .isEqualTo("proxy:ben@example.org");
        assertThat(owner("Authorization", BEARER)).isEqualTo("token:anna");
    }

    @Test
    void whoSaysNoNameOrTwoOrAHugeOneIsNotAdmitted() {
        serve(proxy("127.0.0.1"));

        assertThat(get("/").statusCode()).isEqualTo(401);
        assertThat(get("/", "X-User", " ").statusCode()).isEqualTo(401);
        assertThat(get("/", "X-User", "x".repeat(201)).statusCode()).isEqualTo(401);
        assertThat(get("/", "X-User", "mallory", "X-User", "ben").statusCode()).isEqualTo(401);
        assertThat(get("/", "Cookie", "parley-owner=" + "a".repeat(32)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void anotherAddressIsNotBelievedWhateverItSays() {
        serve(proxy("10.0.0.0/8"));

        assertThat(get("/", "X-User", "ben").statusCode()).isEqualTo(401);
        assertThat(get("/", "X-User", "ben", "X-Forwarded-For", "10.0.0.1", "Forwarded", "for=10.0.0.1")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aProxyThatIsHalfConfiguredStopsTheStart() {
        for (var keys : List.of(
                Map.of("parley.access", "proxy-header"),
                Map.of("parley.access", "proxy-header", "parley.proxy.header", "X-User"),
                Map.of("parley.access", "proxy-header", "parley.proxy.addresses", "10.0.0.1"))) {
            assertThatThrownBy(() -> serve(keys))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("parley.proxy.header")
                    .hasMessageContaining("parley.proxy.addresses");
        }
    }

    private static Map<String, String> proxy(String addresses) {
        return Map.of(
                "parley.access", "proxy-header", "parley.proxy.header", "X-User", "parley.proxy.addresses", addresses);
    }
}
