package dev.parley.web;

import static dev.parley.web.PasswordVisitor.bearer;
import static dev.parley.web.PasswordVisitor.json;
import static dev.parley.web.PasswordVisitor.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.auth.PasswordAccess;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How much one reader may do on a server that readers sign in to. */
@QuarkusTest
@TestProfile(PasswordAccess.class)
class PasswordLimitsTest {

    @TestHTTPResource("/")
    URI server;

    private final PasswordVisitor visitor = new PasswordVisitor();

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
        String cookie = visitor.signIn();
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
}
