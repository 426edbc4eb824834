package dev.parley.model.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.ModelFailure.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the API says of an error, before the stream or within it.
 *
 * @param type such as {@code overloaded_error}; empty where the body was no error of this API
 * @param message the server's words, maybe empty
 */
record ApiError(String type, String message, @Nullable String requestId) {

    /** Reads the body of an error response, whatever it is. */
    static ApiError of(String body) {
        try {
            return of(Json.read(body));
        } catch (JsonProcessingException e) {
            return new ApiError("", body.strip(), null);
        }
    }

    static ApiError of(JsonNode node) {
        JsonNode error = node.path("error");
        String message = error.isTextual() ? error.asText() : Json.textOrEmpty(error, "message");
        return new ApiError(Json.textOrEmpty(error, "type"), message, Json.text(node, "request_id"));
    }

    /** The type decides; the status stands in where a server names a type this version does not know. */
    Kind kind(int status) {
        return switch (type) {
            case "rate_limit_error" -> Kind.RATE_LIMITED;
            case "overloaded_error" -> Kind.OVERLOADED;
            case "authentication_error", "permission_error" -> Kind.AUTHENTICATION;
            case "billing_error" -> Kind.BILLING;
            case "request_too_large" -> Kind.TOO_LARGE;
            case "invalid_request_error" -> invalid();
            case "not_found_error" -> Kind.REFUSED_INPUT;
            case "timeout_error" -> Kind.TIMED_OUT;
            case "api_error", "internal_error", "conflict_error" -> Kind.SERVER_ERROR;
            default -> byStatus(status);
        };
    }

    /** Two kinds of bad request have a remedy of their own, and only their words tell them apart. */
    private Kind invalid() {
        String said = message.toLowerCase(Locale.ROOT);
        if (said.contains("credit balance")) {
            return Kind.BILLING;
        }
        return said.startsWith("prompt is too long") ? Kind.TOO_LARGE : Kind.REFUSED_INPUT;
    }

    private static Kind byStatus(int status) {
        return switch (status) {
            case 400, 404, 405, 415, 422 -> Kind.REFUSED_INPUT;
            case 401, 403 -> Kind.AUTHENTICATION;
            case 402 -> Kind.BILLING;
            case 408, 504 -> Kind.TIMED_OUT;
            case 413 -> Kind.TOO_LARGE;
            case 429 -> Kind.RATE_LIMITED;
            case 529 -> Kind.OVERLOADED;
            case 200, 409 -> Kind.SERVER_ERROR;
            default -> status >= 500 ? Kind.SERVER_ERROR : Kind.PROTOCOL;
        };
    }

    boolean forbids(int status) {
        return type.equals("permission_error") || (type.isEmpty() && status == 403);
    }

    boolean missing(int status) {
        return type.equals("not_found_error") || (type.isEmpty() && status == 404);
    }
}
