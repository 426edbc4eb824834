package dev.parley.observe;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.List;

/** Gives OpenTelemetry its sender, which it would look for on the class path: a native image has to be told of what is found there. */
record SenderLoader(HttpSenderProvider sender) implements ComponentLoader {

    @Override
    public <T> Iterable<T> load(Class<T> type) {
        return type.isInstance(sender) ? List.of(type.cast(sender)) : List.of();
    }
}
