package dev.parley.model.claude;

import dev.parley.model.ModelInfo;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models that readers may choose from: what the server lists, or of that what the operator allows. A list is asked for
 * once in a while and by one at a time; where there is none, what is configured stands in. Thread-safe.
 */
final class ModelOffer {

    private static final Logger LOG = Logger.getLogger(ModelOffer.class);

    /** How soon a server is asked again that gave no list. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final ClaudeConfig config;
    private final PriceList prices;
    private final Supplier<Uni<List<ModelInfo>>> server;
    private final InstantSource clock;

    // Guarded by this object's monitor.
    private @Nullable Uni<List<ModelInfo>> asked;
    private @Nullable List<ModelInfo> last;
    private Instant askAgain = Instant.MIN;

    ModelOffer(ClaudeConfig config, PriceList prices, Supplier<Uni<List<ModelInfo>>> server, InstantSource clock) {
        this.config = config;
        this.prices = prices;
        this.server = server;
        this.clock = clock;
    }

    /** Never fails. Whoever knows a list is not made to wait for a newer one. */
    Uni<List<ModelInfo>> models() {
        Uni<List<ModelInfo>> current = current();
        List<ModelInfo> known = last();
        if (known == null) {
            return current;
        }
        // Asked for whether or not anybody waits; once only, as it is kept.
        current.subscribe().with(ignored -> {});
        return Uni.createFrom().item(known);
    }

    private synchronized Uni<List<ModelInfo>> current() {
        Instant now = clock.instant();
        Uni<List<ModelInfo>> current = asked;
        if (current == null || !now.isBefore(askAgain)) {
            askAgain = now.plus(config.modelsLifetime());
            current = ask();
            asked = current;
        }
        return current;
    }

    private synchronized @Nullable List<ModelInfo> last() {
        return last;
    }

    private Uni<List<ModelInfo>> ask() {
        return Uni.createFrom()
                .deferred(server::get)
                .map(this::offered)
                .invoke(this::keep)
                .onFailure()
                .recoverWithItem(this::otherwise)
                .memoize()
                .indefinitely();
    }

    private synchronized void keep(List<ModelInfo> models) {
        last = models;
    }

    private synchronized List<ModelInfo> otherwise(Throwable failure) {
        LOG.infof("No list of models was to be had, so the configured ones are offered: %s", failure.getMessage());
        askAgain = clock.instant().plus(AGAIN);
        List<ModelInfo> known = last == null ? configured() : last;
        last = known;
        return known;
    }

    List<ModelInfo> configured() {
        return ids().map(id -> complete(new ModelInfo(id))).toList();
    }

    /** The one that answers where nobody chooses is always on offer. */
    private Stream<String> ids() {
        return Stream.concat(Stream.of(config.model()), config.models().orElse(List.of()).stream())
                .distinct();
    }

    private List<ModelInfo> offered(List<ModelInfo> listed) {
        Map<String, ModelInfo> byId =
                listed.stream().collect(Collectors.toMap(ModelInfo::id, Function.identity(), (one, same) -> one));
        if (config.models().isPresent()) {
            List<String> allowed = config.models().get();
            Stream<String> order =
                    allowed.contains(config.model()) ? allowed.stream().distinct() : ids();
            return order.map(id -> complete(byId.getOrDefault(id, new ModelInfo(id))))
                    .toList();
        }
        var all = new ArrayList<ModelInfo>(listed.size() + 1);
        if (!byId.containsKey(config.model())) {
            all.add(complete(new ModelInfo(config.model())));
        }
        listed.stream().map(this::complete).forEach(all::add);
        return List.copyOf(all);
    }

    private ModelInfo complete(ModelInfo model) {
        return model.withPrices(prices.of(model.id()))
                .orWindow(config.contextTokens().orElse(0L));
    }
}
