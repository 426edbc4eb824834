package dev.parley.model.claude;

import static dev.parley.model.claude.RawServer.CHUNKED;
import static dev.parley.model.claude.RawServer.UNTIL_CLOSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the transport must survive, over real sockets; the clock is the test's. */
@QuarkusTest
class ClaudeClientTest {

    static final String KEY = "sk-canary-7f3a";

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

    private ClaudeClient client(String url, String... keysAndValues) {
        Map<String, String> keys = new HashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            keys.put("parley.claude." + keysAndValues[at], keysAndValues[at + 1]);
        }
        ClaudeClient built = new ClaudeClient(vertx, Configs.with(keys), Server.at(url, KEY), timers);
        client = built;
        return built;
    }

    private Recorder ask(RawServer to, String... keysAndValues) {
        return Recorder.of(client(to.url(), keysAndValues).stream(question()));
    }

    private static ModelRequest question() {
        return ModelRequest.of(List.of(ModelMessage.user("Hello")));
    }

    @Test
    void anAnswerComesWithItsHeadersSent() {
        RawServer raw =
                serve((n, c) -> c.send(UNTIL_CLOSE + Sse.answer("Hello")).close());
        Recorder answer = ask(raw, "beta", "one,two", "api-version", "2023-06-01");
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(raw.firstRequest.join())
                .startsWith("POST /v1/messages HTTP/1.1")
                .containsIgnoringCase("x-api-key: " + KEY)
                .containsIgnoringCase("anthropic-version: 2023-06-01")
                .containsIgnoringCase("anthropic-beta: one,two")
                .containsIgnoringCase("content-type: application/json")
                .containsIgnoringCase("accept-encoding: ")
                .contains("\"stream\":true");
    }

    private static String refusal(String message) {
        String body =
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"" + message + "\"}}";
        return "HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;
    }

    @Test
    void aServerThatKeepsNoPromptsIsAskedOnceMoreAndThenNeverAgain() {
        RawServer raw = serve((n, c) -> {
            if (n == 0) {
                c.send(refusal("messages.0.content.0.cache_control: Extra inputs are not permitted"));
            } else {
                c.send(CHUNKED).chunk(Sse.answer("Hello")).lastChunk();
            }
        });
        ClaudeClient client = client(raw.url());
        Recorder answer = Recorder.of(client.stream(question()));
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(raw.firstRequest.join()).contains("cache_control");
        assertThat(raw.requests()).isEqualTo(2);
        Recorder.of(client.stream(question())).complete();
        assertThat(raw.requests()).isEqualTo(3);
    }

    @Test
    void anotherRefusalIsNotForThePromptsSake() {
        RawServer raw = serve((n, c) -> c.send(refusal("max_tokens: too many")));
        assertThat(ask(raw).failure().kind()).isEqualTo(ModelFailure.Kind.REFUSED_INPUT);
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void whereItIsConfiguredOffNothingIsToBeKept() {
        RawServer raw =
                serve((n, c) -> c.send(UNTIL_CLOSE + Sse.answer("Hello")).close());
        ask(raw, "cache.enabled", "false").complete();
        assertThat(raw.firstRequest.join()).doesNotContain("cache_control");
    }

    @Test
    void theConnectionIsKeptForTheNextCall() {
        RawServer raw =
                serve((n, c) -> c.send(CHUNKED).chunk(Sse.answer("Hello " + n)).lastChunk());
        ClaudeClient client = client(raw.url());
        for (int n = 0; n < 3; n++) {
            Recorder answer = Recorder.of(client.stream(question()));
            answer.complete();
            assertThat(answer.text()).isEqualTo("Hello " + n);
        }
        assertThat(raw.requests()).isEqualTo(3);
        assertThat(raw.connections()).isLessThan(3);
    }

    @Test
    void aResponseThatNeverEndsBehindItsAnswerLosesItsConnection() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED).chunk(Sse.answer("Hello")));
        ask(raw).complete();
        timers.advance(Duration.ofSeconds(3));
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void cancellingBeforeTheHeadersClosesTheConnection() {
        RawServer raw = serve((n, c) -> {});
        Recorder answer = ask(raw);
        raw.firstRequest.orTimeout(20, TimeUnit.SECONDS).join();
        answer.cancel();
        assertThat(raw.awaitClientClosed()).isTrue();
        assertThat(answer.seen()).isEmpty();
        assertThat(answer.ended()).isFalse();
    }

    @Test
    void cancellingInMidStreamClosesTheConnection() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel")));
        Recorder answer = ask(raw);
        answer.next(ModelEvent.Text.class);
        answer.cancel();
        assertThat(raw.awaitClientClosed()).isTrue();
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void cancellingAtOnceSendsNothingOrClosesTheConnection() {
        RawServer raw = serve((n, c) -> {});
        Recorder answer = ask(raw);
        answer.cancel();
        CompletableFuture.anyOf(
                        raw.clientClosed,
                        CompletableFuture.runAsync(
                                () -> assertThat(raw.requests()).isZero(),
                                CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS)))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aStallEndsInATimeOutAndClosesTheConnection() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel")));
        Recorder answer = ask(raw, "idle-timeout", "30s");
        answer.next(ModelEvent.Text.class);
        timers.advance(Duration.ofSeconds(29));
        assertThat(answer.ended()).isFalse();
        timers.advance(Duration.ofSeconds(2));
        assertThat(answer.failure().kind()).isEqualTo(ModelFailure.Kind.TIMED_OUT);
        assertThat(answer.failure()).hasMessageContaining("30 seconds");
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void pingsAreNoProgress() {
        CompletableFuture<RawServer.Connection> connection = new CompletableFuture<>();
        RawServer raw = serve((n, c) -> {
            c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel"));
            connection.complete(c);
        });
        Recorder answer = ask(raw, "idle-timeout", "30s");
        answer.next(ModelEvent.Text.class);
        timers.advance(Duration.ofSeconds(20));
        chunk(connection.join(), Sse.ping() + Sse.ping());
        timers.advance(Duration.ofSeconds(11));
        assertThat(answer.failure().kind()).isEqualTo(ModelFailure.Kind.TIMED_OUT);
    }

    @Test
    void textIsProgress() {
        CompletableFuture<RawServer.Connection> connection = new CompletableFuture<>();
        RawServer raw = serve((n, c) -> {
            c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel"));
            connection.complete(c);
        });
        Recorder answer = ask(raw, "idle-timeout", "30s");
        answer.next(ModelEvent.Text.class);
        timers.advance(Duration.ofSeconds(20));
        chunk(connection.join(), Sse.text("lo"));
        answer.next(ModelEvent.Text.class);
        timers.advance(Duration.ofSeconds(20));
        chunk(connection.join(), Sse.closeText() + Sse.stop("end_turn"));
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
    }

    private static void chunk(RawServer.Connection connection, String text) {
        try {
            connection.chunk(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatNeverAnswersTimesOut() {
        RawServer raw = serve((n, c) -> {});
        Recorder answer = ask(raw, "idle-timeout", "30s");
        raw.firstRequest.orTimeout(20, TimeUnit.SECONDS).join();
        timers.advance(Duration.ofSeconds(31));
        assertThat(answer.failure().kind()).isEqualTo(ModelFailure.Kind.TIMED_OUT);
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void theWholeTimeOfACallIsBoundedHoweverBusyItIs() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel")));
        Recorder answer = ask(raw, "idle-timeout", "2m", "total-timeout", "90s");
        answer.next(ModelEvent.Text.class);
        timers.advance(Duration.ofSeconds(91));
        assertThat(answer.failure()).hasMessageContaining("longer than 90 seconds");
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void aReaderWhoAsksForNothingHoldsTheServerBack() {
        AtomicLong sent = new AtomicLong();
        RawServer raw = serve((n, c) -> {
            c.send(CHUNKED).chunk(Sse.start() + Sse.openText());
            String packet = Sse.text("x".repeat(1_000)).repeat(50);
            while (true) {
                c.chunk(packet);
                sent.addAndGet(packet.length());
            }
        });
        Recorder answer = Recorder.of(client(raw.url()).stream(question()), 3);
        answer.next(ModelEvent.Text.class);
        long held = settled(sent);
        assertThat(held).isLessThan(30_000_000);
        assertThat(answer.seen()).hasSize(3);
        answer.request(100_000);
        for (long read = 0; read < 50_000_000; ) {
            read += answer.next(ModelEvent.Text.class).text().length();
        }
        assertThat(sent.get()).isGreaterThan(held);
        answer.cancel();
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    /** The value once it no longer grows: kernel buffers fill up first. */
    private static long settled(AtomicLong value) {
        return CompletableFuture.supplyAsync(() -> {
                    long before = -1;
                    while (before != value.get()) {
                        before = value.get();
                        LockSupport.parkNanos(300_000_000L);
                    }
                    return before;
                })
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aPausedStreamIsNotIdle() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED)
                .chunk(Sse.start()
                        + Sse.openText()
                        + Sse.text("x").repeat(1_000)
                        + Sse.closeText()
                        + Sse.stop("end_turn"))
                .lastChunk());
        Recorder answer = Recorder.of(client(raw.url(), "idle-timeout", "30s").stream(question()), 5);
        for (int at = 0; at < 4; at++) {
            answer.next(ModelEvent.class);
        }
        timers.advance(Duration.ofSeconds(31));
        answer.request(Long.MAX_VALUE);
        answer.complete();
        assertThat(answer.text()).hasSize(1_000);
    }

    @Test
    void aCompressedStreamIsRead() {
        RawServer raw = serve((n, c) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(Sse.answer("Hello, compressed").getBytes(StandardCharsets.UTF_8));
            }
            c.send(RawServer.STREAM_HEAD + "content-encoding: gzip\r\ncontent-length: " + bytes.size() + "\r\n\r\n")
                    .send(bytes.toByteArray());
        });
        Recorder answer = ask(raw);
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello, compressed");
    }

    @Test
    void aByteOrderMarkAndCommentsDoNotShow() {
        RawServer raw = serve(
                (n, c) -> c.send(UNTIL_CLOSE + "\uFEFF" + Sse.start() + ": comment\n\n" + Sse.answerAfterStart("Hello"))
                        .close());
        Recorder answer = ask(raw);
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
    }

    @Test
    void anEventOverTheLimitFailsTheCallAndClosesTheConnection() {
        RawServer raw = serve((n, c) -> {
            c.send(CHUNKED).chunk(Sse.start() + Sse.openText());
            for (int at = 0; at < 1_000; at++) {
                c.chunk((at == 0 ? "data: " : "") + "x".repeat(10_000));
            }
        });
        Recorder answer = ask(raw);
        assertThat(answer.failure().kind()).isEqualTo(ModelFailure.Kind.TOO_LARGE);
        assertThat(answer.failure()).hasMessageContaining("parley.claude.max-event-bytes");
        assertThat(raw.awaitClientClosed()).isTrue();
    }

    @Test
    void oneOddEventDoesNotKillTheStream() {
        RawServer raw = serve((n, c) -> c.send(
                        UNTIL_CLOSE + Sse.start() + "event: odd\ndata: no json\n\n" + Sse.answerAfterStart("Hello"))
                .close());
        Recorder answer = ask(raw);
        answer.complete();
        assertThat(answer.text()).isEqualTo("Hello");
    }

    @Test
    void anEndWithoutMessageStopIsAnInterruption() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED)
                .chunk(Sse.start() + Sse.openText() + Sse.text("Hel"))
                .lastChunk());
        Recorder answer = ask(raw);
        ModelFailure failure = answer.failure();
        assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.INTERRUPTED);
        assertThat(failure.requestId()).isEqualTo("req_raw");
        assertThat(answer.text()).isEqualTo("Hel");
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void halfAnEventIsAnInterruption() {
        RawServer raw = serve((n, c) -> c.send(CHUNKED)
                .chunk(Sse.start() + Sse.openText() + Sse.text("Hel") + "event: message_st")
                .lastChunk());
        assertThat(ask(raw).failure().kind()).isEqualTo(ModelFailure.Kind.INTERRUPTED);
    }

    @Test
    void aCutConnectionIsAnInterruption() {
        CompletableFuture<RawServer.Connection> connection = new CompletableFuture<>();
        RawServer raw = serve((n, c) -> {
            c.send(CHUNKED).chunk(Sse.start() + Sse.openText() + Sse.text("Hel"));
            connection.complete(c);
        });
        Recorder answer = ask(raw);
        answer.next(ModelEvent.Text.class);
        try {
            connection.join().cut();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(answer.failure().kind()).isEqualTo(ModelFailure.Kind.INTERRUPTED);
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNoEventStreamIsExplained() {
        RawServer raw =
                serve((n, c) -> c.send("HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>Hi"));
        ModelFailure failure = ask(raw).failure();
        assertThat(failure.kind()).isEqualTo(ModelFailure.Kind.PROTOCOL);
        assertThat(failure).hasMessageContaining("parley.claude.base-url");
        assertThat(failure.detail()).contains("text/html");
    }

    @Test
    void aRedirectIsNotFollowedWithTheKey() {
        RawServer raw = serve(
                (n, c) -> c.send("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n"));
        assertThat(ask(raw).failure().kind()).isEqualTo(ModelFailure.Kind.PROTOCOL);
        assertThat(raw.requests()).isEqualTo(1);
    }

    @Test
    void manyMoreCallsThanAClientUsuallyPoolsAreOpenAtOnce() {
        var open = new AtomicLong();
        var allThere = new CompletableFuture<Boolean>();
        RawServer raw = serve((n, c) -> {
            allThere.completeOnTimeout(false, 20, TimeUnit.SECONDS);
            if (open.incrementAndGet() == 120) {
                allThere.complete(true);
            }
            // Nobody is answered before all have come.
            allThere.join();
            c.send(CHUNKED).chunk(Sse.answer("Hello " + n)).lastChunk();
        });
        ClaudeClient client = client(raw.url());
        List<Recorder> answers = IntStream.range(0, 120)
                .mapToObj(n -> Recorder.of(client.stream(question())))
                .toList();
        answers.forEach(Recorder::complete);
        assertThat(allThere).isCompletedWithValue(true);
    }

    @Test
    void twoHundredCallsAtOnceAllEnd() {
        RawServer raw =
                serve((n, c) -> c.send(CHUNKED).chunk(Sse.answer("Hello " + n)).lastChunk());
        ClaudeClient client = client(raw.url());
        List<Recorder> answers = IntStream.range(0, 200)
                .mapToObj(n -> Recorder.of(client.stream(question())))
                .toList();
        answers.forEach(Recorder::complete);
        assertThat(raw.requests()).isEqualTo(200);
    }
}
