package dev.parley.model.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that the simulator pretends to have. */
final class Models {

    private record Model(String id, String name, int context, int output, List<String> efforts) {

        Model(String id, String name, int context, int output) {
            this(id, name, context, output, EFFORTS);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("type", "model")
                    .put("id", id)
                    .put("display_name", name)
                    .put("created_at", "2026-09-01T00:00:00Z")
                    .put("max_input_tokens", context)
                    .put("max_tokens", output)
                    .put("capabilities", new JsonObject().put("effort", effort()));
        }

        private JsonObject effort() {
            JsonObject effort = new JsonObject().put("supported", !efforts.isEmpty());
            EFFORTS.forEach(name -> effort.put(name, new JsonObject().put("supported", efforts.contains(name))));
            return effort;
        }
    }

    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    private static final List<Model> ALL = List.of(
            new Model("claude-fable-5-2", "Claude Fable 5.2", 1_000_000, 128_000),
            new Model("claude-opus-5-5", "Claude Opus 5.5", 1_000_000, 128_000),
            new Model("claude-sonnet-5-5", "Claude Sonnet 5.5", 1_000_000, 128_000),
            new Model("claude-haiku-5-5", "Claude Haiku 5.5", 1_000_000, 128_000),
            new Model("claude-opus-5", "Claude Opus 5", 1_000_000, 128_000),
            new Model("claude-sonnet-5", "Claude Sonnet 5", 1_000_000, 128_000),
            new Model(
                    "claude-opus-4-6", "Claude Opus 4.6", 1_000_000, 128_000, List.of("low", "medium", "high", "max")),
            new Model("claude-haiku-4-5", "Claude Haiku 4.5", 200_000, 64_000, List.of()));

    private Models() {}

    static boolean knows(String id) {
        return ALL.stream().anyMatch(model -> model.id().equals(id));
    }

    static boolean takesEffort(String id, String effort) {
        return ALL.stream()
                .anyMatch(model -> model.id().equals(id) && model.efforts().contains(effort));
    }

    /** The longest answer of a known model. */
    static int longestAnswer(String id) {
        return ALL.stream()
                .filter(model -> model.id().equals(id))
                .mapToInt(Model::output)
                .findFirst()
                .orElse(0);
    }

    static boolean takesPrefill(String id) {
        return id.equals("claude-haiku-4-5");
    }

    /** A page of the list, as {@code GET /v1/models} answers it. */
    static String page(int limit, @Nullable String after) {
        List<Model> rest =
                ALL.stream().skip(after == null ? 0 : 1 + ids().indexOf(after)).toList();
        List<Model> shown = rest.stream().limit(limit).toList();
        JsonArray data = new JsonArray();
        shown.forEach(model -> data.add(model.json()));
        return new JsonObject()
                .put("data", data)
                .put("has_more", shown.size() < rest.size())
                .put("first_id", shown.isEmpty() ? null : shown.getFirst().id())
                .put("last_id", shown.isEmpty() ? null : shown.getLast().id())
                .encode();
    }

    private static List<String> ids() {
        return ALL.stream().map(Model::id).toList();
    }
}
