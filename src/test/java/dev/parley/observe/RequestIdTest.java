package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The id under which the log has what went wrong; this machine is a trusted proxy here. */
@QuarkusTest
@TestProfile(ObservedParley.class)
class RequestIdTest {

    private static final String HEADER = "X-Request-Id";

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/login", "/api/conversations", "/no", "/q/metrics", "/favicon.svg"})
    void everyAnswerHasOne(String path) {
        var answer = Watched.get(path);

        assertThat(answer.headers().allValues(HEADER))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{16}");
    }

    @Test
    void twoRequestsHaveTwo() {
        assertThat(Watched.get("/login").headers().firstValue(HEADER))
                .isNotEqualTo(Watched.get("/login").headers().firstValue(HEADER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Root=1-67891233.abcdef_012", "0123456789abcdef0123456789abcdef"})
    void aProxysIsTakenOverIfItIsWellFormed(String id) {
        var answer = Watched.get("/login", HEADER, id);

        boolean wellFormed = id.matches("[A-Za-z0-9._-]+");
        assertThat(answer.headers().firstValue(HEADER).orElseThrow().equals(id)).isEqualTo(wellFormed);
    }

    @Test
    void oneThatIsTooLongIsNot() {
        var answer = Watched.get("/login", HEADER, "a".repeat(65));

        assertThat(answer.headers().firstValue(HEADER).orElseThrow()).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations",
                "/api/no",
                "/api/conversations/12345678",
                "/api/conversations/12345678/files/x",
            })
    void aProblemNamesIt(String path) throws Exception {
        for (String token : new String[] {ObservedParley.SCRIPT, "nobodys"}) {
            var answer = Watched.get(path, "Authorization", "Bearer " + token);
            if (answer.statusCode() >= 400) {
                assertThat(new ObjectMapper()
                                .readTree(answer.body())
                                .path("requestId")
                                .asText())
                        .isEqualTo(answer.headers().firstValue(HEADER).orElseThrow());
            }
        }
    }

    @Test
    void aSocketsErrorsNameItsRequestAndTheCommand() throws Exception {
        var second = new CompletableFuture<String>();
        var listener = new WebSocket.Listener() {
            private int errors;

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                if (text.toString().contains("\"error\"") && ++errors == 2) {
                    second.complete(text.toString());
                }
                socket.request(1);
                return CompletableFuture.completedStage(null);
            }
        };
        try (var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + ObservedParley.SCRIPT)
                    .header(HEADER, "from-the-proxy")
                    .buildAsync(
                            URI.create("ws://localhost:" + Watched.server().getPort() + "/chat/" + UUID.randomUUID()),
                            listener)
                    .join();
            socket.sendText("{", true).join();
            socket.sendText("{", true).join();

            assertThat(new ObjectMapper()
                            .readTree(second.get(20, TimeUnit.SECONDS))
                            .path("requestId")
                            .asText())
                    .isEqualTo("from-the-proxy.2");
            socket.abort();
        }
    }
}
