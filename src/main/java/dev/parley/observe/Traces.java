package dev.parley.observe;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Begins spans; of nothing, until an endpoint is configured. */
@Singleton
class Traces {

    private final double sample;
    private final @Nullable SpanQueue queue;

    Traces(TracesConfig config, Vertx vertx) {
        this.sample = config.sample();
        if (sample < 0 || sample > 1) {
            throw new ConfigurationException("parley.traces.sample is a part of all turns, from 0 to 1");
        }
        this.queue = config.endpoint()
                .map(Traces::checked)
                .map(endpoint -> new SpanQueue(new OtlpSender(vertx, endpoint, config)))
                .orElse(null);
    }

    private static URI checked(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new ConfigurationException(
                    "parley.traces.endpoint: '" + endpoint + "' is no address such as http://collector:4318/v1/traces");
        }
        return endpoint;
    }

    /** @param parent what it is a part of; null for the first of a trace, which decides whether there is one */
    Span begin(String name, @Nullable Span parent) {
        var kept = queue;
        if (kept == null || (parent == null && ThreadLocalRandom.current().nextDouble() >= sample)) {
            return Span.NONE;
        }
        return switch (parent) {
            case null -> new RecordedSpan(name, null, kept);
            case RecordedSpan recorded -> new RecordedSpan(name, recorded, kept);
            default -> Span.NONE;
        };
    }

    @PreDestroy
    void close() {
        if (queue != null) {
            queue.close();
        }
    }
}
