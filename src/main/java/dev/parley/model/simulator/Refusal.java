package dev.parley.model.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * An error response.
 *
 * @param headers beyond those that every response has
 */
record Refusal(int status, String type, String message, Map<String, String> headers) {

    static Refusal invalid(String message) {
        return new Refusal(400, "invalid_request_error", message, Map.of());
    }

    static Refusal notFound(String message) {
        return new Refusal(404, "not_found_error", message, Map.of());
    }

    static Refusal unauthenticated(String message) {
        return new Refusal(401, "authentication_error", message, Map.of());
    }

    static Refusal tooLarge() {
        return new Refusal(413, "request_too_large", "Request exceeds the maximum size", Map.of());
    }

    static Refusal of(int status, Map<String, String> headers) {
        return switch (status) {
            case 429 ->
                new Refusal(429, "rate_limit_error", "This request would exceed the simulated rate limit", headers);
            case 529 -> new Refusal(529, "overloaded_error", "Overloaded", headers);
            default -> new Refusal(status, "api_error", "Internal server error", headers);
        };
    }

    String json(String requestId) {
        return new JsonObject()
                .put("type", "error")
                .put("error", new JsonObject().put("type", type).put("message", message))
                .put("request_id", requestId)
                .encode();
    }
}
