package dev.parley.model.claude;

import dev.parley.model.ModelFailure;
import dev.parley.model.ModelFailure.Kind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns what went wrong with one HTTP exchange into a sentence for the reader and a line for the curious.
 *
 * <p>What a server or an exception says passes through {@link #redact}: some servers quote the key they refuse.
 */
final class Diagnosis {

    private static final int LONGEST_QUOTE = 500;

    private final String host;
    private final String model;
    private final @Nullable String secret;
    private @Nullable String requestId;

    Diagnosis(String host, String model, @Nullable String secret) {
        this.host = host;
        this.model = model;
        this.secret = secret;
    }

    void requestId(@Nullable String id) {
        requestId = id;
    }

    /** An error the server reported, before the stream ({@code status} is its HTTP status) or within it (200). */
    ModelFailure reported(int status, ApiError error, @Nullable Duration retryAfter) {
        Kind kind = error.kind(status);
        String said = redact(shorten(error.message()));
        String detail = (status == 200 ? "error in the stream" : "HTTP " + status) + " " + error.type() + ": " + said;
        return new ModelFailure(kind, sentence(kind, status, error, said), line(detail), requestId, retryAfter, null);
    }

    private String sentence(Kind kind, int status, ApiError error, String said) {
        return switch (kind) {
            case AUTHENTICATION ->
                error.forbids(status)
                        ? "Claude does not allow this API key to do that. Check what the key may do in the Anthropic console,"
                                + " or use another one."
                        : "Claude refused the API key. Check ANTHROPIC_API_KEY (or parley.claude.api-key) and start again.";
            case BILLING ->
                "The account behind the API key has run out of credit. Check its plan and billing in the"
                        + " Anthropic console, then try again.";
            case RATE_LIMITED -> "Claude is limiting how much this API key may ask. Wait a little and try again.";
            case OVERLOADED -> "Claude is overloaded just now. Wait a little and try again.";
            case TOO_LARGE -> "The conversation is too large for the model. Start a new one, or shorten what was sent.";
            case REFUSED_INPUT, REFUSAL ->
                error.missing(status)
                        ? "The model " + model + " is not known at " + host + ". Choose another one, or check"
                                + " parley.claude.model and parley.claude.base-url."
                        : "Claude did not accept the request" + (said.isEmpty() ? "." : ": " + ended(said));
            case TIMED_OUT -> "Claude did not answer in time. Try again.";
            case SERVER_ERROR, INTERRUPTED, UNREACHABLE -> "Something failed at " + host + ". Try again in a moment.";
            case PROTOCOL ->
                "The server at " + host + " answered with HTTP " + status + ", which the Messages API does"
                        + " not. Check parley.claude.base-url.";
        };
    }

    ModelFailure unreachable(Throwable cause) {
        String message = "The server " + host + " could not be reached. Check the network and parley.claude.base-url,"
                + " then try again.";
        return new ModelFailure(Kind.UNREACHABLE, message, line(describe(cause)), requestId, null, null);
    }

    /** The connection was made and broke before an answer came. */
    ModelFailure unanswered(Throwable cause) {
        String message = "The server " + host + " closed the connection before it answered. Try again in a moment.";
        return new ModelFailure(Kind.SERVER_ERROR, message, line(describe(cause)), requestId, null, null);
    }

    /** The connection broke within the answer. */
    ModelFailure interrupted(String what) {
        String message = "The connection to " + host + " broke before the answer was complete.";
        return new ModelFailure(Kind.INTERRUPTED, message, line(what), requestId, null, null);
    }

    ModelFailure protocol(String what) {
        return protocol(what, null);
    }

    ModelFailure protocol(String what, @Nullable Throwable cause) {
        String message =
                "The server at " + host + " sent something that is not a valid answer. Try again; if it happens"
                        + " again, check parley.claude.base-url.";
        return new ModelFailure(Kind.PROTOCOL, message, line(what), requestId, null, cause);
    }

    ModelFailure eventTooLarge(int limit) {
        String message = "The answer held a single piece of more than " + limit + " bytes and was stopped. The limit is"
                + " parley.claude.max-event-bytes.";
        return new ModelFailure(
                Kind.TOO_LARGE, message, line("one event exceeds " + limit + " bytes"), requestId, null, null);
    }

    ModelFailure idle(Duration limit) {
        String message =
                "Nothing came from " + host + " for " + words(limit) + ", so the answer was stopped. Try again.";
        return new ModelFailure(
                Kind.TIMED_OUT,
                message,
                line("idle for " + limit + " (parley.claude.idle-timeout)"),
                requestId,
                null,
                null);
    }

    ModelFailure tookTooLong(Duration limit) {
        String message =
                "The answer took longer than " + words(limit) + " and was stopped. Try again, or ask for less.";
        return new ModelFailure(
                Kind.TIMED_OUT,
                message,
                line("took " + limit + " (parley.claude.total-timeout)"),
                requestId,
                null,
                null);
    }

    /** A call that is no stream has failed. */
    ModelFailure ofPlainCall(Throwable failure) {
        if (failure instanceof WebApplicationException refusal) {
            Response response = refusal.getResponse();
            requestId(response.getHeaderString("request-id"));
            return reported(response.getStatus(), ApiError.of(bodyOf(refusal)), null);
        }
        return failure instanceof IllegalArgumentException ? protocol(describe(failure)) : unreachable(failure);
    }

    /** The body of an error response, empty where it has none that can be read. */
    static String bodyOf(WebApplicationException refusal) {
        try {
            String body = refusal.getResponse().readEntity(String.class);
            return body == null ? "" : body;
        } catch (RuntimeException e) {
            return "";
        }
    }

    /** Names an exception without its stack: its type tells what its message often leaves out. */
    String describe(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String said = root.getMessage();
        return redact(root.getClass().getSimpleName() + (said == null ? "" : ": " + shorten(said)));
    }

    private String line(String detail) {
        String id = requestId;
        return id == null ? detail : detail + " (request " + id + ")";
    }

    private String redact(String text) {
        return secret == null || secret.isEmpty() ? text : text.replace(secret, "[key]");
    }

    private static String shorten(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.endsWith("!") || sentence.endsWith("?") ? sentence : sentence + ".";
    }

    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 1) {
            return duration.toMillis() + " milliseconds";
        }
        if (seconds % 60 == 0) {
            return seconds == 60 ? "a minute" : seconds / 60 + " minutes";
        }
        return seconds == 1 ? "a second" : seconds + " seconds";
    }
}
