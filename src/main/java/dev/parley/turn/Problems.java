package dev.parley.turn;

import dev.parley.budget.BudgetUsedUp;
import dev.parley.conversation.BlobRefused;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Problem;
import dev.parley.log.EventTooLargeException;
import dev.parley.log.NotStoredException;
import dev.parley.model.ModelFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a failure means for the message it ended. */
final class Problems {

    private static final String HANDLER_FAILED = "handler_failed";

    private Problems() {}

    /** Of a failure that no handler's mistake can be. */
    static Problem of(Throwable failure) {
        return of(failure, null);
    }

    /** @param reference under which the log has a handler's mistake */
    static Problem of(Throwable failure, @Nullable String reference) {
        return switch (failure) {
            case ModelFailure model -> of(model);
            case BudgetUsedUp usedUp -> new Problem("budget_used_up", usedUp.sentence(), null, null, true);
            case NotStoredException lost ->
                new Problem(
                        "not_stored",
                        "The answer could not be stored, so it was ended. What you see is kept.",
                        null,
                        null,
                        true);
            case BlobRefused tooLarge ->
                new Problem("too_large", String.valueOf(tooLarge.getMessage()), null, null, false);
            case BacklogFullException full ->
                new Problem(
                        "backlog_full",
                        "The server could not store answers fast enough, so this one was ended. What you see is kept.",
                        null,
                        null,
                        true);
            case EventTooLargeException large ->
                new Problem(
                        "too_large",
                        "The answer has a part that is too large to be kept in one piece.",
                        large.getMessage(),
                        null,
                        false);
            default ->
                new Problem(
                        HANDLER_FAILED,
                        "The handler that answers here has failed. The server's log says why.",
                        failure.getClass().getSimpleName(),
                        reference,
                        true);
        };
    }

    /** Of a failure that the handler's author is to see: what was thrown, with its stack. */
    static Problem shown(Throwable failure, String reference) {
        var problem = of(failure, reference);
        return problem.code().equals(HANDLER_FAILED)
                ? new Problem(HANDLER_FAILED, Failures.sentence(failure), Failures.stack(failure), reference, true)
                : problem;
    }

    static Problem interrupted() {
        return new Problem("interrupted", "The answer was cut off because the server stopped.", null, null, true);
    }

    static Problem refused(String detail) {
        return new Problem(
                "refusal",
                "Claude declined to answer this. Rephrase the message or start from an earlier one.",
                detail.isEmpty() ? null : detail,
                null,
                false);
    }

    /** A connection that broke, or a budget that was used up, after content leaves an answer that can be continued. */
    static EndState endState(Throwable failure, boolean afterContent) {
        boolean breaksOff =
                failure instanceof BudgetUsedUp || (failure instanceof ModelFailure model && breaksOff(model.kind()));
        return afterContent && breaksOff ? EndState.INTERRUPTED : EndState.FAILED;
    }

    private static boolean breaksOff(ModelFailure.Kind kind) {
        return switch (kind) {
            case INTERRUPTED, OVERLOADED, RATE_LIMITED, SERVER_ERROR, TIMED_OUT, UNREACHABLE -> true;
            case REFUSED_INPUT, REFUSAL, AUTHENTICATION, BILLING, TOO_LARGE, PROTOCOL -> false;
        };
    }

    private static Problem of(ModelFailure failure) {
        return new Problem(
                failure.kind().name().toLowerCase(Locale.ROOT),
                String.valueOf(failure.getMessage()),
                failure.detail(),
                failure.requestId(),
                failure.kind().retryable());
    }
}
