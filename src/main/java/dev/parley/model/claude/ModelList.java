package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.ModelInfo;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the list of models, page by page. */
final class ModelList {

    static final int PAGE = 100;

    /** A server that always says there is more must not be asked for ever. */
    private static final int MOST_PAGES = 10;

    /** Asks for the page behind a model's id, or the first. */
    interface Pages {
        Uni<String> after(@Nullable String id);
    }

    private final Pages pages;

    ModelList(Pages pages) {
        this.pages = pages;
    }

    Uni<List<ModelInfo>> read() {
        return read(null, List.of(), 1);
    }

    private Uni<List<ModelInfo>> read(@Nullable String after, List<ModelInfo> before, int page) {
        return pages.after(after).chain(body -> {
            JsonNode node = parse(body);
            List<ModelInfo> models = new ArrayList<>(before);
            for (JsonNode model : node.path("data")) {
                if (!Json.textOrEmpty(model, "id").isEmpty()) {
                    models.add(model(model));
                }
            }
            boolean more = node.path("has_more").asBoolean(false) && page < MOST_PAGES && models.size() > before.size();
            return more
                    ? read(models.getLast().id(), models, page + 1)
                    : Uni.createFrom().item(List.copyOf(models));
        });
    }

    private static JsonNode parse(String body) {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the list of models is not JSON", e);
        }
    }

    private static ModelInfo model(JsonNode node) {
        String id = Json.textOrEmpty(node, "id");
        return new ModelInfo(
                id,
                node.path("display_name").asText(id),
                node.path("max_input_tokens").asLong(0),
                node.path("max_tokens").asLong(0),
                efforts(node.path("capabilities").path("effort")),
                null);
    }

    /** Null where the server does not say. */
    private static @Nullable List<String> efforts(JsonNode effort) {
        if (!effort.isObject()) {
            return null;
        }
        boolean none = !effort.path("supported").asBoolean(true);
        return none
                ? List.of()
                : ModelInfo.EFFORTS.stream()
                        .filter(name -> effort.path(name).path("supported").asBoolean(false))
                        .toList();
    }
}
