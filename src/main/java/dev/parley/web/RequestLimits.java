package dev.parley.web;

import dev.parley.auth.ClientAddress;
import dev.parley.auth.Owners;
import dev.parley.auth.RateLimit;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.regex.Pattern;

/** How often an owner and an address may ask: whoever asks more often is told when to come back, before anything is done for it. */
@Singleton
class RequestLimits {

    /** After it is known who may ask at all, before any body is read. */
    private static final int AFTER_ADMISSION = 8_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Pattern COUNTED = Pattern.compile("/(api|chat)/.*");
    private static final Pattern SEARCH = Pattern.compile("/api/(search|conversations/[^/]+/find)");
    private static final Pattern TRANSFER = Pattern.compile("/api/(export|import|conversations/[^/]+/export)");

    private final Owners owners;
    private final ToldErrors errors;
    private final RateLimit ofAddress;
    private final RateLimit ofOwner;
    private final RateLimit searches;
    private final RateLimit transfers;

    RequestLimits(Owners owners, LimitsConfig config, ToldErrors errors) {
        this.owners = owners;
        this.errors = errors;
        this.ofAddress = limit(config.requestsPerMinutePerAddress());
        this.ofOwner = limit(config.requestsPerMinute());
        this.searches = limit(config.searchesPerMinute());
        this.transfers = limit(config.transfersPerMinute());
    }

    private static RateLimit limit(int times) {
        return new RateLimit(times, MINUTE, System::nanoTime);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_ADMISSION);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        var wait = COUNTED.matcher(path).matches() ? take(context.request(), path) : Duration.ZERO;
        if (wait.isZero()) {
            context.next();
        } else {
            refuse(context, wait);
        }
    }

    private Duration take(HttpServerRequest request, String path) {
        var wait = ofAddress.take(ClientAddress.of(request));
        return wait.isZero()
                ? owners.find(request).map(owner -> takeOfOwner(owner, path)).orElse(Duration.ZERO)
                : wait;
    }

    private Duration takeOfOwner(String owner, String path) {
        var wait = ofOwner.take(owner);
        if (wait.isZero() && SEARCH.matcher(path).matches()) {
            return searches.take(owner);
        }
        return wait.isZero() && TRANSFER.matcher(path).matches() ? transfers.take(owner) : wait;
    }

    private void refuse(RoutingContext context, Duration wait) {
        long seconds = wait.toSeconds() + 1;
        errors.answer(
                context,
                new WireError(
                        ErrorCode.TOO_MANY_REQUESTS,
                        "Too many requests in a minute. Try again in " + seconds + " s.",
                        wait));
    }
}
