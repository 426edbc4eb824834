package dev.parley.observe;

import dev.parley.model.ModelProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * How the provider does, for whoever looks. Never red: a Parley without its model still shows every conversation, and another
 * one would not be better off. Nobody is asked for it: it is what the last calls said.
 */
@Readiness
@Singleton
class ProviderHealth implements HealthCheck {

    private final ModelProvider provider;
    private final ProviderState state;

    ProviderHealth(ModelProvider provider, ProviderState state) {
        this.provider = provider;
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        var last = state.last();
        var response = HealthCheckResponse.named("provider")
                .up()
                .withData("name", provider.scripted() ? "simulator" : provider.name())
                .withData("state", last.state());
        put(response, "last-answer", last.answered());
        put(response, "last-failure", last.failed());
        if (last.failure() != null) {
            response.withData("failure", Labels.of(last.failure()));
        }
        return response.build();
    }

    private static void put(HealthCheckResponseBuilder response, String name, @Nullable Instant at) {
        if (at != null) {
            response.withData(name, at.toString());
        }
    }
}
