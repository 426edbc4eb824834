package dev.parley.model.claude;

import static dev.parley.model.claude.RawServer.CHUNKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.WaitReason;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelFailure.Kind;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call is tried again, and what the reader is told when it is not. */
@QuarkusTest
class RetryTest {

    private static final String KEY = "sk-canary-7f3a";

    @Inject
    Vertx vertx;

    private final FakeTimers timers = new FakeTimers();
    private AutoCloseable server = () -> {};
    private AutoCloseable client = () -> {};

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    private RawServer serve(RawServer.Exchange exchange) {
        RawServer started = new RawServer(exchange);
        server = started;
        return started;
    }

    private Recorder ask(String url) {
        ClaudeClient built = new ClaudeClient(vertx, Configs.with(Map.of()), Server.at(url, KEY), timers);
        client = built;
        return Recorder.of(built.stream(ModelRequest.of(List.of(ModelMessage.user("Hello")))));
    }

    private static String error(int status, String type, String message, String headers) {
        String body = "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message
                + "\"},\"request_id\":\"req_body\"}";
        return "HTTP/1.1 " + status + " No\r\ncontent-type: application/json\r\n" + headers + "content-length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static void answer(RawServer.Connection connection) throws IOException {
        connection.send(CHUNKED).chunk(Sse.answer("Hello")).lastChunk();
    }

    /** Lets a wait pass, however long it is within the cap. */
    private ModelEvent.Waiting pass(Recorder recorder) {
        ModelEvent.Waiting waiting = recorder.next(ModelEvent.Waiting.class);
        while (timers.now().isBefore(waiting.until())) {
            timers.advance(Duration.between(timers.now(), waiting.until()));
        }
        return waiting;
    }

    @ParameterizedTest
    @CsvSource({
        "408,timeout_error,SERVER_ERROR",
        "409,conflict_error,SERVER_ERROR",
        "429,rate_limit_error,RATE_LIMITED",
        "500,api_error,SERVER_ERROR",
        "502,,SERVER_ERROR",
        "529,overloaded_error,OVERLOADED"
    })
    void aPassingErrorIsTriedTwiceMore(int status, String type, WaitReason reason) {
        RawServer raw = serve((n, c) -> {
            if (n < 2) {
                c.send(error(status, String.valueOf(type), "No", ""));
            } else {
                answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        assertThat(pass(answer).reason()).isEqualTo(reason);
        assertThat(pass(answer).reason()).isEqualTo(reason);
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(raw.requests()).isEqualTo(3);
        assertThat(answer.seen(ModelEvent.Started.class)).hasSize(1);
    }

    @Test
    void thereIsNoThirdRetry() {
        RawServer raw = serve((n, c) -> c.send(error(529, "overloaded_error", "Overloaded", "")));
        Recorder answer = ask(raw.url());
        pass(answer);
        pass(answer);
        ModelFailure failure = answer.failure();
        assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
        assertThat(failure.detail()).contains("529", "overloaded_error", "req_body");
        assertThat(raw.requests()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry-after: 7", "retry-after: Sun, 22 Nov 2026 12:00:07 GMT", "retry-after-ms: 7000"})
    void aWaitThatTheServerAsksForIsKept(String header) {
        RawServer raw = serve((n, c) -> {
            if (n == 0) {
                c.send(error(429, "rate_limit_error", "Slow down", header + "\r\n"));
            } else {
                answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        Duration wait = Duration.between(FakeTimers.START, pass(answer).until());
        assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
        answer.complete();
    }

    @Test
    void aWaitBeyondTheCapFailsAtOnceAndSaysHowLong() {
        RawServer raw = serve((n, c) -> c.send(error(429, "rate_limit_error", "No", "retry-after: 3600\r\n")));
        ModelFailure failure = ask(raw.url()).failure();
        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void theServerMayForbidARetry() {
        RawServer raw = serve((n, c) -> c.send(error(500, "api_error", "No", "x-should-retry: false\r\n")));
        assertThat(ask(raw.url()).failure().kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void theServerMayAskForARetry() {
        RawServer raw = serve((n, c) -> {
            if (n == 0) {
                c.send(error(400, "invalid_request_error", "Odd", "x-should-retry: true\r\n"));
            } else {
                answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        pass(answer);
        answer.complete();
    }

    @Test
    void aWaitCanBeCancelled() {
        RawServer raw = serve((n, c) -> c.send(error(529, "overloaded_error", "Overloaded", "")));
        Recorder answer = ask(raw.url());
        answer.next(ModelEvent.Waiting.class);
        answer.cancel();
        timers.advance(Duration.ofMinutes(1));
        assertThat(raw.requests()).isEqualTo(1);
        assertThat(answer.ended()).isFalse();
    }

    @Test
    void aBreakBeforeTheFirstWordIsTriedAgain() {
        RawServer raw = serve((n, c) -> {
            switch (n) {
                case 0 -> c.close();
                case 1 -> c.send(CHUNKED).chunk(Sse.start() + Sse.ping()).lastChunk();
                default -> answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        pass(answer);
        pass(answer);
        answer.complete();
        assertThat(answer.seen(ModelEvent.Started.class)).hasSize(1);
        assertThat(raw.requests()).isEqualTo(3);
    }

    @Test
    void aCloseRightBehindTheHeadersIsTriedAgain() {
        RawServer raw = serve((n, c) -> {
            if (n == 0) {
                c.send(CHUNKED);
                c.close();
            } else {
                answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        await().until(() -> timers.asked().contains(Duration.ofMillis(100)));
        timers.advance(Duration.ofMillis(100));
        pass(answer);
        answer.complete();
    }

    @Test
    void anErrorEventBeforeTheFirstWordIsTriedAgain() {
        RawServer raw = serve((n, c) -> {
            if (n == 0) {
                c.send(CHUNKED).chunk(Sse.start() + Sse.error("overloaded_error"));
            } else {
                answer(c);
            }
        });
        Recorder answer = ask(raw.url());
        assertThat(pass(answer).reason()).isEqualTo(WaitReason.OVERLOADED);
        answer.complete();
    }

    @Test
    void nothingIsTriedAgainOnceThereWasAWord() {
        RawServer raw = serve((n, c) ->
                c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel") + Sse.error("overloaded_error")));
        Recorder answer = ask(raw.url());
        assertThat(answer.failure().kind()).isEqualTo(Kind.OVERLOADED);
        assertThat(answer.text()).isEqualTo("Hel");
        assertThat(raw.requests()).isEqualTo(1);
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void aServerThatIsNotThereIsTriedThreeTimesAndNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Recorder answer = ask("http://127.0.0.1:" + port);
        assertThat(pass(answer).reason()).isEqualTo(WaitReason.UNREACHABLE);
        pass(answer);
        ModelFailure failure = answer.failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("parley.claude.base-url");
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_request_error,REFUSED_INPUT,did not accept",
        "401,authentication_error,AUTHENTICATION,ANTHROPIC_API_KEY",
        "402,billing_error,BILLING,billing",
        "403,permission_error,AUTHENTICATION,does not allow",
        "404,not_found_error,REFUSED_INPUT,claude-sonnet-5-5",
        "404,not_found_error,REFUSED_INPUT,parley.claude.model",
        "413,request_too_large,TOO_LARGE,too large"
    })
    void alastingErrorIsNotTriedAgainAndSaysWhatToDo(int status, String type, Kind kind, String words) {
        RawServer raw = serve((n, c) -> c.send(error(status, type, "Words of the server", "request-id: req_head\r\n")));
        ModelFailure failure = ask(raw.url()).failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(words);
        assertThat(failure.detail()).contains("HTTP " + status, type, "Words of the server", "req_head");
        assertThat(failure.requestId()).isEqualTo("req_head");
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void aKeyThatTheServerQuotesIsNotPassedOn() {
        RawServer raw = serve((n, c) -> c.send(error(400, "invalid_request_error", "Bad key " + KEY + " here", "")));
        ModelFailure failure = ask(raw.url()).failure();
        assertThat(failure.getMessage()).doesNotContain(KEY);
        assertThat(failure.detail()).doesNotContain(KEY).contains("Bad key [key] here");
        assertThat(Server.at("https://user:" + KEY + "@example.com", KEY).toString())
                .doesNotContain(KEY);
    }

    @Test
    void anErrorBodyThatNeverEndsIsNotKept() {
        RawServer raw = serve((n, c) -> {
            c.send("HTTP/1.1 400 No\r\ntransfer-encoding: chunked\r\n\r\n");
            while (true) {
                c.chunk("x".repeat(50_000));
            }
        });
        assertThat(ask(raw.url()).failure().kind()).isEqualTo(Kind.REFUSED_INPUT);
        assertThat(raw.awaitClientClosed()).isTrue();
    }
}
