package dev.parley.web;

import dev.parley.turn.CommandRefused;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What went wrong with a command, as the reader is told. */
final class WireError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    WireError(ErrorCode code, String text) {
        this(code, text, null);
    }

    /** @param unexpected what nobody has made a code for; it belongs into the log */
    private WireError(ErrorCode code, String text, @Nullable Throwable unexpected) {
        super(text, unexpected, false, false);
        this.code = code;
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
                new WireError(ErrorCode.of(refused.reason()), String.valueOf(refused.getMessage()));
            case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            default -> internal(failure);
        };
    }

    private static WireError internal(Throwable failure) {
        return new WireError(ErrorCode.INTERNAL, "Something failed on the server. Try again in a moment.", failure);
    }
}
