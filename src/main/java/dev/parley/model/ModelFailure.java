package dev.parley.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a model's answer did not come or did not end. The message is a sentence for the reader that says what to do. */
public final class ModelFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        RATE_LIMITED(true),
        OVERLOADED(true),
        /** The provider refused the request as malformed, or the model is unknown. */
        REFUSED_INPUT(false),
        /** The model declined to answer. */
        REFUSAL(false),
        AUTHENTICATION(false),
        BILLING(false),
        /** The prompt, or one event of the answer, is larger than allowed. */
        TOO_LARGE(false),
        /** The connection was never made. */
        UNREACHABLE(true),
        /** The provider failed before it answered. */
        SERVER_ERROR(true),
        /** No answer, or no more of it, in time. */
        TIMED_OUT(true),
        /** The answer broke off after it had begun. */
        INTERRUPTED(true),
        /** The provider sent what the protocol does not allow. */
        PROTOCOL(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same call may succeed later. */
        public boolean retryable() {
            return retryable;
        }
    }

    private final Kind kind;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;
    private final @Nullable String detail;

    /**
     * @param message a sentence for the reader: what happened and what to do
     * @param detail the technical line, for the reader's "details"; never a secret
     * @param requestId the provider's id of the call
     * @param retryAfter how long the provider asked to wait
     */
    public ModelFailure(
            Kind kind,
            String message,
            @Nullable String detail,
            @Nullable String requestId,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.detail = detail;
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(Kind kind, String message) {
        this(kind, message, null, null, null, null);
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
