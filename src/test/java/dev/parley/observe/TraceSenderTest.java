package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How traces reach a collector, and what it costs when they do not. */
class TraceSenderTest {

    private final Vertx vertx = Vertx.vertx();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger log = Logger.getLogger(TraceSender.class.getName());
    private final Handler ears = new Handler() {
        private final PatternFormatter message = new PatternFormatter("%s");

        @Override
        public void publish(LogRecord record) {
            logged.add(message.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private HttpServer collector;
    private volatile int status = 200;

    private record Received(String method, String path, String type, String key, ExportTraceServiceRequest traces) {}

    private record Config(Optional<URI> endpoint, Map<String, String> headers, double sample, String serviceName)
            implements TracesConfig {}

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        collector.createContext("/here", this::take);
        collector.createContext("/hangs", this::hang);
        collector.start();
        log.addHandler(ears);
    }

    @AfterEach
    void stop() {
        log.removeHandler(ears);
        answering.countDown();
        collector.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers.getFirst("Content-Type"),
                headers.getFirst("Authorization"),
                ExportTraceServiceRequest.parseFrom(exchange.getRequestBody().readAllBytes())));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void hang(HttpExchange exchange) {
        try {
            answering.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private Traces traces(String path, double sample) {
        String address = "http://localhost:" + collector.getAddress().getPort() + path;
        var headers = Map.of("Authorization", "Basic of-the-collector");
        return new Traces(new Config(Optional.of(URI.create(address)), headers, sample, "our-parley"), vertx);
    }

    private static void trace(Traces traces, String name) {
        traces.begin(name, SpanKind.INTERNAL, null).end();
    }

    @Test
    void whatWaitsIsSentAtTheEndWithItsHeadersToThePathThatIsNamed() {
        var traces = traces("/here/v1/traces", 1);
        trace(traces, "the last one");
        traces.close();

        assertThat(received).singleElement().satisfies(sent -> {
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.path()).isEqualTo("/here/v1/traces");
            assertThat(sent.type()).isEqualTo("application/x-protobuf");
            assertThat(sent.key()).isEqualTo("Basic of-the-collector");
            assertThat(sent.traces().toString()).contains("service.name", "our-parley", "the last one");
        });
        assertThat(logged).isEmpty();
    }

    @Test
    void aCollectorThatRefusesIsToldOfOnceAndAgainWhenItTakesThem() {
        status = 503;
        var traces = traces("/here", 1);
        for (int i = 1; i <= 2; i++) {
            trace(traces, "refused");
            int sent = i;
            await().until(() -> received.size() == sent);
        }
        status = 200;
        trace(traces, "taken");
        await().until(() -> logged.size() == 2);
        traces.close();

        assertThat(logged.getFirst()).startsWith("The collector at localhost takes no traces: it answered 503.");
        assertThat(logged.getLast()).isEqualTo("The collector at localhost takes traces again");
    }

    @Test
    void aCollectorThatDoesNotAnswerKeepsNobodyWaiting() {
        var traces = traces("/hangs", 1);
        var before = Instant.now();
        for (int i = 0; i < 10_000; i++) {
            trace(traces, "nobody reads this");
        }
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        traces.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aPartOfNoTurnIsNoTurn() {
        var traces = traces("/here", 0);
        var turn = traces.begin("turn", SpanKind.INTERNAL, null);
        traces.begin("call", SpanKind.CLIENT, turn).end();
        turn.end();
        traces.close();

        assertThat(received).isEmpty();
    }

    @Test
    void withoutAnEndpointThereIsNothing() {
        var traces = new Traces(new Config(Optional.empty(), Map.of(), 1, "parley"), vertx);

        assertThat(traces.begin("turn", SpanKind.INTERNAL, null)).isSameAs(Span.getInvalid());
        traces.close();
    }
}
