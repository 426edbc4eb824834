package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelRequest;
import io.netty.channel.EventLoop;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;

/** Calls one server over the REST client; plain, so that it can be tested without the provider around it. */
final class ClaudeClient implements AutoCloseable {

    private static final String ATTEMPT = ClaudeClient.class.getName() + ".attempt";

    private final Vertx vertx;
    private final ClaudeConfig config;
    private final Server server;
    private final Timers timers;
    private final RequestBody bodies;
    private final ClaudeCall.Limits limits;
    private final WarnOnce warnings = new WarnOnce();
    private final Caching caching;
    private final ClaudeApi plain;

    /** A connection belongs to an event loop: a pool for each spares every chunk the way from one loop to another. */
    private final Map<EventLoop, ClaudeApi> streaming = new ConcurrentHashMap<>();

    ClaudeClient(Vertx vertx, ClaudeConfig config, Server server, Timers timers) {
        this.vertx = vertx;
        this.config = config;
        this.server = server;
        this.timers = timers;
        this.bodies = new RequestBody(config);
        this.caching = new Caching(config.cache().enabled());
        this.limits = new ClaudeCall.Limits(
                config.idleTimeout(),
                config.totalTimeout(),
                new RetryPolicy(
                        config.maxRetryAfter(),
                        () -> ThreadLocalRandom.current().nextDouble()));
        this.plain = build();
    }

    private ClaudeApi build() {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(server.uri())
                .register(new RawStream())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                // The calls have time-outs of their own, which cover the stream too.
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .userAgent("parley")
                .enableCompression(true)
                .loggingMaskedHeaders(Set.of("x-api-key", "authorization"))
                // The client's own property: it overwrites the pool's size in the options with its default of 50.
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, config.maxConnections())
                .httpClientRequestCustomizer(ClaudeClient::handOver)
                .build(ClaudeApi.class);
    }

    /** Gives the attempt whose turn it is on this context its request, the only moment to get hold of it. */
    private static void handOver(HttpClientRequest request) {
        Context context = Vertx.currentContext();
        Attempt attempt = context == null ? null : context.getLocal(ATTEMPT);
        if (attempt != null) {
            attempt.requested(request);
        }
    }

    Multi<ModelEvent> stream(ModelRequest request) {
        String model = bodies.model(request);
        if (request.brief() || !caching.isOn()) {
            return stream(bodies.write(request, false), model);
        }
        var cached = stream(bodies.write(request, true), model);
        return caching.isProven() ? cached : proving(cached, request, model);
    }

    private Multi<ModelEvent> stream(byte[] body, String model) {
        return new ClaudeStream(subscriber -> call(body, model, subscriber));
    }

    /** A server that refuses what it does not know is asked once more without it, and from then on in this way only. */
    private Multi<ModelEvent> proving(Multi<ModelEvent> cached, ModelRequest request, String model) {
        return cached.onItem()
                .invoke(caching::answered)
                .onFailure(Caching::mayBeTheReason)
                .recoverWithMulti(refusal -> stream(bodies.write(request, false), model)
                        .onItem()
                        .invoke(event -> caching.refused(event, refusal)));
    }

    private void call(byte[] body, String model, MultiSubscriber<? super ModelEvent> subscriber) {
        ContextInternal loopContext = newContext();
        // The plain type: the internal one's locals are deprecated.
        Context context = loopContext;
        var api = streaming.computeIfAbsent(loopContext.nettyEventLoop(), loop -> build());
        Diagnosis diagnosis = diagnosis(model);
        ClaudeCall.Exchange exchange = listener -> {
            Attempt attempt = new Attempt(diagnosis, warnings, config.maxEventBytes(), timers, listener);
            context.putLocal(ATTEMPT, attempt);
            attempt.start(api.messages(server.key(), config.apiVersion(), beta(), body));
            return attempt;
        };
        new ClaudeCall(context, exchange, limits, timers, diagnosis, subscriber);
    }

    /** An event loop of its own choice for each call, so that calls made from one thread spread over all of them. */
    private ContextInternal newContext() {
        return ((VertxInternal) vertx).createEventLoopContext().duplicate();
    }

    Uni<List<ModelInfo>> models() {
        Diagnosis diagnosis = diagnosis(config.model());
        return new ModelList(after -> plain.models(server.key(), config.apiVersion(), beta(), ModelList.PAGE, after))
                .read()
                .ifNoItem()
                .after(config.idleTimeout())
                .failWith(() -> diagnosis.idle(config.idleTimeout()))
                .onFailure(failure -> !(failure instanceof ModelFailure))
                .transform(diagnosis::ofPlainCall);
    }

    private Diagnosis diagnosis(String model) {
        return new Diagnosis(server.name(), model, server.key());
    }

    private @Nullable String beta() {
        return config.beta().map(values -> String.join(",", values)).orElse(null);
    }

    @Override
    public void close() {
        close(plain);
        streaming.values().forEach(ClaudeClient::close);
    }

    private static void close(ClaudeApi api) {
        try {
            ((Closeable) api).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
