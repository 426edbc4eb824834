package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelFailure;
import dev.parley.model.ModelInfo;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelOfferTest {

    private static final ModelInfo LARGE = new ModelInfo("large", "Large", 1000, 100, List.of("low"), null);
    private static final ModelInfo SMALL = new ModelInfo("small", "Small", 0, 0, null, null);

    private final List<UniEmitter<? super List<ModelInfo>>> calls = new ArrayList<>();
    private Instant now = Instant.EPOCH;

    private ModelOffer offer(Map<String, String> keys) {
        ClaudeConfig config = Configs.with(keys);
        return new ModelOffer(
                config, new PriceList(config), () -> Uni.createFrom().emitter(calls::add), () -> now);
    }

    private static List<ModelInfo> now(Uni<List<ModelInfo>> models) {
        return models.await().atMost(Duration.ofSeconds(20));
    }

    private static List<String> ids(Uni<List<ModelInfo>> models) {
        return now(models).stream().map(ModelInfo::id).toList();
    }

    /** What is asked for now, answered afterwards. */
    private List<ModelInfo> answered(ModelOffer offer, ModelInfo... listed) {
        var models = offer.models().subscribeAsCompletionStage();
        calls.getLast().complete(List.of(listed));
        return models.join();
    }

    @Test
    void theServersListIsOfferedInItsOrder() {
        var offer = offer(Map.of("parley.claude.model", "small"));
        assertThat(answered(offer, LARGE, SMALL)).containsExactly(LARGE, SMALL);
    }

    @Test
    void theConfiguredModelIsOfferedThoughTheServerDoesNotListIt() {
        var offer = offer(Map.of("parley.claude.model", "mine", "parley.claude.context-tokens", "8000"));
        assertThat(answered(offer, LARGE)).containsExactly(new ModelInfo("mine", "mine", 8000, 0, null, null), LARGE);
    }

    @Test
    void theOperatorAllowsSomeInAnOrder() {
        var offer = offer(Map.of("parley.claude.model", "small", "parley.claude.models", "other,large"));
        assertThat(answered(offer, LARGE, SMALL).stream().map(ModelInfo::id))
                .containsExactly("small", "other", "large");
        var ordered = offer(Map.of("parley.claude.model", "small", "parley.claude.models", "large,small"));
        assertThat(answered(ordered, SMALL, LARGE)).containsExactly(LARGE, SMALL);
    }

    @Test
    void theListIsAskedForOnceAndThenTakenForGood() {
        var offer = offer(Map.of("parley.claude.model", "small"));
        var first = offer.models().subscribeAsCompletionStage();
        var second = offer.models().subscribeAsCompletionStage();
        assertThat(calls).hasSize(1);
        calls.getFirst().complete(List.of(SMALL));
        assertThat(first.join()).isEqualTo(second.join());
        now = now.plus(Duration.ofMinutes(59));
        assertThat(ids(offer.models())).containsExactly("small");
        assertThat(calls).hasSize(1);
    }

    @Test
    void anOldListIsServedWhileANewOneIsAskedFor() {
        var offer = offer(Map.of("parley.claude.model", "small"));
        answered(offer, SMALL);
        now = now.plus(Duration.ofMinutes(61));
        assertThat(ids(offer.models())).containsExactly("small");
        assertThat(ids(offer.models())).containsExactly("small");
        assertThat(calls).hasSize(2);
        calls.getLast().complete(List.of(SMALL, LARGE));
        assertThat(ids(offer.models())).containsExactly("small", "large");
    }

    @Test
    void aServerWithoutAListHasTheConfiguredModelsAndIsAskedAgain() {
        var offer = offer(Map.of("parley.claude.model", "small", "parley.claude.models", "small,large"));
        var models = offer.models().subscribeAsCompletionStage();
        calls.getFirst().fail(new ModelFailure(ModelFailure.Kind.REFUSED_INPUT, "Not found"));
        assertThat(models.join().stream().map(ModelInfo::id)).containsExactly("small", "large");
        assertThat(offer.configured().stream().map(ModelInfo::id)).containsExactly("small", "large");
        assertThat(calls).hasSize(1);
        now = now.plus(Duration.ofSeconds(61));
        assertThat(ids(offer.models())).containsExactly("small", "large");
        calls.getLast().complete(List.of(LARGE));
        assertThat(now(offer.models())).contains(LARGE);
        now = now.plus(Duration.ofMinutes(61));
        now(offer.models());
        calls.getLast().fail(new ModelFailure(ModelFailure.Kind.SERVER_ERROR, "Away"));
        assertThat(now(offer.models())).contains(LARGE);
    }
}
