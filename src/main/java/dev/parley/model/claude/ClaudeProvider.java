package dev.parley.model.claude;

import dev.parley.model.EmbeddedEndpoint;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelPrices;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claude, or the server at {@code parley.claude.base-url}, or with neither key nor URL the simulator. */
@ApplicationScoped
public class ClaudeProvider implements ModelProvider {

    private static final String ANTHROPIC = "https://api.anthropic.com";

    /** The simulator checks that there is a key, like the real API, but not which. */
    private static final String SIMULATOR_KEY = "simulator";

    private final Vertx vertx;
    private final ClaudeConfig config;
    private final Instance<EmbeddedEndpoint> embedded;
    private final PriceList prices;
    private final ModelOffer offer;
    private @Nullable ClaudeClient client;

    ClaudeProvider(Vertx vertx, ClaudeConfig config, Instance<EmbeddedEndpoint> embedded) {
        this.vertx = vertx;
        this.config = config;
        this.embedded = embedded;
        this.prices = new PriceList(config);
        this.offer = new ModelOffer(config, prices, () -> client().models(), Clock.systemUTC());
    }

    /** Early, because a wrong base URL should stop the start, and starting the simulator may block. */
    void connect(@Observes StartupEvent start) {
        client();
    }

    @Override
    public String name() {
        return "claude";
    }

    @Override
    public boolean scripted() {
        return config.baseUrl().isEmpty() && config.apiKey().isEmpty();
    }

    @Override
    public Multi<ModelEvent> stream(ModelRequest request) {
        return client().stream(request);
    }

    @Override
    public Uni<List<ModelInfo>> models() {
        return offer.models();
    }

    @Override
    public List<ModelInfo> configured() {
        return offer.configured();
    }

    @Override
    public @Nullable String usualEffort() {
        return config.effort().orElse(null);
    }

    @Override
    public @Nullable ModelPrices prices(String model) {
        return prices.of(model);
    }

    @Override
    public boolean hasPrices() {
        return !prices.isEmpty();
    }

    private synchronized ClaudeClient client() {
        ClaudeClient ready = client;
        if (ready == null) {
            ready = new ClaudeClient(vertx, config, server(), new VertxTimers(vertx));
            client = ready;
        }
        return ready;
    }

    private Server server() {
        if (scripted()) {
            return new Server(embedded.get().uri(), SIMULATOR_KEY);
        }
        return Server.at(config.baseUrl().orElse(ANTHROPIC), config.apiKey().orElse(null));
    }

    @PreDestroy
    synchronized void disconnect() {
        if (client != null) {
            client.close();
        }
    }
}
