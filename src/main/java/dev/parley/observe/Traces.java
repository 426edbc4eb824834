package dev.parley.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Begins spans; of nothing, until an endpoint is configured. They are given on as values: nothing hangs on a thread. */
@Singleton
class Traces {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** How long a span waits for others to go with it. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private static final long LAST_MILLIS = 3_000;

    private final @Nullable SdkTracerProvider sdk;
    private final @Nullable Tracer tracer;

    Traces(TracesConfig config, Vertx vertx) {
        this.sdk = config.endpoint()
                .map(endpoint -> sdk(config, exporter(endpoint, config, vertx)))
                .orElse(null);
        this.tracer = sdk == null ? null : sdk.get("dev.parley");
    }

    private static SdkTracerProvider sdk(TracesConfig config, SpanExporter exporter) {
        var resource = Resource.getDefault().toBuilder()
                .put(AttributeKey.stringKey("service.name"), config.serviceName())
                .build();
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(config.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(TOGETHER)
                        .setExporterTimeout(PATIENCE)
                        .build())
                .build();
    }

    private static SpanExporter exporter(URI endpoint, TracesConfig config, Vertx vertx) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setMeterProvider(MeterProvider.noop())
                // The other one writes texts by what the JVM keeps to itself.
                .setMemoryMode(MemoryMode.IMMUTABLE_DATA)
                .setComponentLoader(new SenderLoader(sending -> new TraceSender(vertx, sending)));
        config.headers().forEach(exporter::addHeader);
        return exporter.build();
    }

    /** @param parent what it is a part of; null for the first of a trace, which decides whether there is one */
    Span begin(String name, SpanKind kind, @Nullable Span parent) {
        if (tracer == null) {
            return Span.getInvalid();
        }
        var within = parent == null ? Context.root() : Context.root().with(parent);
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(within).startSpan();
    }

    /** Sends what waits, as far as the collector takes it at once. */
    @PreDestroy
    void close() {
        if (sdk != null) {
            sdk.shutdown().join(LAST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
