package dev.parley.observe;

import dev.parley.observe.RecordedSpan.Ended;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Sends spans to a collector. What it does not take is lost; the log says so once, and again when it takes them. */
final class OtlpSender implements Consumer<List<Ended>> {

    private static final Logger LOG = Logger.getLogger(OtlpSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client;
    private final RequestOptions request;
    private final OtlpJson json;
    private final String host;

    /** The sending thread's only. */
    private boolean failing;

    OtlpSender(Vertx vertx, URI endpoint, TracesConfig config) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) PATIENCE.toMillis())
                .setMaxPoolSize(1));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(endpoint.toString())
                .putHeader("Content-Type", "application/json");
        config.headers().forEach(request::putHeader);
        this.json = new OtlpJson(config.serviceName());
        this.host = endpoint.getHost();
    }

    @Override
    public void accept(List<Ended> spans) {
        try {
            int status = client.request(request)
                    .compose(ready -> send(ready, Buffer.buffer(json.of(spans))))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            if (status >= 300) {
                failed("it answered " + status);
            } else if (failing) {
                failing = false;
                LOG.infof("The collector at %s takes traces again", host);
            }
        } catch (CompletionException e) {
            failed(String.valueOf(e.getCause()));
        }
    }

    private static Future<Integer> send(HttpClientRequest ready, Buffer body) {
        return ready.send(body).compose(answer -> answer.body().map(ignored -> answer.statusCode()));
    }

    private void failed(String why) {
        if (!failing) {
            failing = true;
            LOG.warnf("The collector at %s takes no traces: %s. They are lost until it does", host, why);
        }
    }
}
