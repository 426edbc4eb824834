package dev.parley.observe;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Sends to a collector what OpenTelemetry has written, by the HTTP client that Parley has anyway. What is not taken is lost; the
 * log says so once, and again when it is taken.
 */
final class TraceSender implements HttpSender {

    private static final Logger LOG = Logger.getLogger(TraceSender.class);

    private final HttpClient client;
    private final HttpSenderConfig config;
    private final AtomicBoolean failing = new AtomicBoolean();

    TraceSender(Vertx vertx, HttpSenderConfig config) {
        this.config = config;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) config.getConnectTimeout().toMillis())
                        .setMaxPoolSize(1))
                // Vert.x would log what the request fails with anyway, or what nobody waits for.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
    }

    /** Of what a collector answers only the status is looked at. */
    private record Answer(int getStatusCode, String getStatusMessage) implements HttpResponse {

        @Override
        public byte[] getResponseBody() {
            return new byte[0];
        }
    }

    @Override
    public void send(MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
        var body = new ByteArrayOutputStream(message.getContentLength());
        try {
            message.writeMessage(body);
        } catch (IOException e) {
            onError.accept(e);
            return;
        }
        // What the client throws because it is closed is a failure like others then.
        Future.succeededFuture()
                .compose(begin -> client.request(request()))
                .compose(ready -> ready.send(Buffer.buffer(body.toByteArray())))
                .compose(TraceSender::read)
                .onSuccess(answer -> {
                    tell(answer);
                    onResponse.accept(answer);
                })
                .onFailure(failure -> {
                    failed(failure.toString());
                    onError.accept(failure);
                });
    }

    private RequestOptions request() {
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(config.getEndpoint().toString())
                .setTimeout(config.getTimeout().toMillis())
                .putHeader("Content-Type", config.getContentType());
        config.getHeadersSupplier()
                .get()
                .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        return request;
    }

    private static Future<Answer> read(HttpClientResponse answer) {
        return answer.end().map(end -> new Answer(answer.statusCode(), answer.statusMessage()));
    }

    private void tell(Answer answer) {
        if (answer.getStatusCode() >= 300) {
            failed("it answered " + answer.getStatusCode());
        } else if (failing.compareAndSet(true, false)) {
            LOG.infof(
                    "The collector at %s takes traces again",
                    config.getEndpoint().getHost());
        }
    }

    private void failed(String why) {
        if (failing.compareAndSet(false, true)) {
            LOG.warnf(
                    "The collector at %s takes no traces: %s. They are lost until it does",
                    config.getEndpoint().getHost(), why);
        }
    }

    @Override
    public CompletableResultCode shutdown() {
        var closed = new CompletableResultCode();
        client.close().onComplete(end -> closed.succeed());
        return closed;
    }
}
