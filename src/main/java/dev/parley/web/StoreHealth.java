package dev.parley.web;

import dev.parley.conversation.StoreStatus;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while what is written is kept. Why it is not stands in the log: it may name hosts and users. */
@Readiness
@Singleton
class StoreHealth implements HealthCheck {

    private final StoreStatus status;

    StoreHealth(StoreStatus status) {
        this.status = status;
    }

    @Override
    public HealthCheckResponse call() {
        var state = status.current().state();
        return HealthCheckResponse.named("store")
                .status(state == StoreStatus.State.WORKING)
                .withData("state", state.name().toLowerCase(Locale.ROOT))
                .build();
    }
}
