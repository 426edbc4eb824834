package dev.parley.observe;

import dev.parley.config.HttpAddress;
import dev.parley.config.Share;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Where traces go; nowhere, and at no cost, until that is said. */
@ConfigMapping(prefix = "parley.traces")
public interface TracesConfig {

    /**
     * Where an OpenTelemetry collector takes traces by HTTP (OTLP in protobuf): the whole address, such as
     * {@code http://collector:4318/v1/traces}; without it there are none, and nothing runs for them.
     */
    @WithConverter(HttpAddress.class)
    Optional<URI> endpoint();

    /** Headers to send along, such as {@code parley.traces.headers."Authorization"}. */
    Map<String, String> headers();

    /** Which part of the turns is traced, from 0 to 1. */
    @WithDefault("1")
    @WithConverter(Share.class)
    double sample();

    /** What the traces say they come from. */
    @WithDefault("parley")
    String serviceName();
}
