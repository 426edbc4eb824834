package dev.parley.model;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that answers prompts with a stream of events.
 *
 * <p>A provider knows nothing of conversations: it is given all it needs in the request.
 */
public interface ModelProvider {

    /** A short lower-case name, stored with the blocks that only this provider understands. */
    String name();

    /** Whether the answers are scripted instead of made by a model; the page says so. */
    boolean scripted();

    /**
     * The answer to {@code request} as it comes. The call starts at subscription; each subscription is a call of its
     * own. Cancelling closes the upstream connection at once, also before it answered. The stream ends with exactly
     * one {@link ModelEvent.Finished} followed by completion, or fails with a {@link ModelFailure}.
     *
     * <p>Events arrive on any thread, one after the other, never more than were requested.
     */
    Multi<ModelEvent> stream(ModelRequest request);

    /**
     * The models on offer, in the order to show them. Never empty where there is a configured one; fails with a
     * {@link ModelFailure} where there is neither that nor a list.
     */
    Uni<List<ModelInfo>> models();

    /** What is known of models without asking: first the one that answers where a request names none. */
    default List<ModelInfo> configured() {
        return List.of();
    }

    /** The effort where a request names none; null for each model's own. */
    default @Nullable String usualEffort() {
        return null;
    }

    /** Whether it is known of any model what it costs. */
    default boolean hasPrices() {
        return configured().stream().anyMatch(model -> model.prices() != null);
    }

    /** What the model that names itself so costs; null where nobody says. */
    default @Nullable ModelPrices prices(String model) {
        return null;
    }
}
