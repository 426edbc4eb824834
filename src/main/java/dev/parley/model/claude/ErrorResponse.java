package dev.parley.model.claude;

import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.time.Instant;

/** Reads a response that is an error: what it says, and whether to come back. */
final class ErrorResponse {

    private ErrorResponse() {}

    static AttemptFailure failure(HttpClientResponse response, String body, Diagnosis diagnosis, Instant now) {
        ApiError error = ApiError.of(body);
        if (response.getHeader("request-id") == null) {
            diagnosis.requestId(error.requestId());
        }
        Duration asked = RetryAfter.parse(response.getHeader("retry-after-ms"), response.getHeader("retry-after"), now);
        int status = response.statusCode();
        return new AttemptFailure(diagnosis.reported(status, error, asked), mayRetry(status, response));
    }

    private static boolean mayRetry(int status, HttpClientResponse response) {
        String advice = response.getHeader("x-should-retry");
        if (advice != null && (advice.equals("true") || advice.equals("false"))) {
            return advice.equals("true");
        }
        return status == 408 || status == 409 || status == 429 || status >= 500;
    }
}
