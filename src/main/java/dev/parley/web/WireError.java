package dev.parley.web;

import dev.parley.turn.CommandRefused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a command, as the reader is told. */
final class WireError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable Duration wait;

    WireError(ErrorCode code, String text) {
        this(code, text, null, null);
    }

    /** @param wait how long it is until another attempt makes sense */
    WireError(ErrorCode code, String text, @Nullable Duration wait) {
        this(code, text, wait, null);
    }

    /** @param unexpected what nobody has made a code for; it belongs into the log */
    private WireError(ErrorCode code, String text, @Nullable Duration wait, @Nullable Throwable unexpected) {
        super(text, unexpected, false, false);
        this.code = code;
        this.wait = wait;
    }

    /** In whole seconds, as {@code Retry-After} has it; empty where nobody knows. */
    Optional<String> retryAfter() {
        return wait == null ? Optional.empty() : Optional.of(Long.toString(wait.toSeconds() + 1));
    }

    ErrorCode code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    static WireError of(Throwable failure) {
        return switch (failure) {
            case WireError known -> known;
            case CommandRefused refused ->
                new WireError(
                        ErrorCode.of(refused.reason()), String.valueOf(refused.getMessage()), refused.untilPossible());
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            default -> internal(failure);
        };
    }

    private static WireError internal(Throwable failure) {
        return new WireError(
                ErrorCode.INTERNAL, "Something failed on the server. Try again in a moment.", null, failure);
    }
}
