package dev.parley.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.model.ModelInfo;
import dev.parley.model.ModelPrices;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A model as readers are offered it.
 *
 * @param id what settings name it by
 * @param contextTokens what a prompt and its answer may have together; 0 where nobody says
 * @param outputTokens the longest answer; 0 where nobody says
 * @param efforts how hard it can be told to try, the least first
 * @param prices by the length of the prompt; empty where nobody says
 */
@RegisterForReflection
public record OfferedModel(
        String id,
        String name,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long contextTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long outputTokens,
        List<String> efforts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ModelPrices.Step> prices) {

    static OfferedModel of(ModelInfo model) {
        var efforts = model.efforts();
        var prices = model.prices();
        return new OfferedModel(
                model.id(),
                model.displayName(),
                model.maxInputTokens(),
                model.maxOutputTokens(),
                efforts == null ? List.of() : efforts,
                prices == null ? List.of() : prices.steps());
    }
}
