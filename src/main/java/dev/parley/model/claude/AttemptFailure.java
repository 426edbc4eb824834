package dev.parley.model.claude;

import dev.parley.model.ModelEvent.WaitReason;
import dev.parley.model.ModelFailure;

/**
 * How one HTTP exchange failed.
 *
 * @param mayRetry whether another try makes sense, as long as nothing of the answer was passed on
 */
record AttemptFailure(ModelFailure failure, boolean mayRetry) {

    WaitReason waitReason() {
        return switch (failure.kind()) {
            case RATE_LIMITED -> WaitReason.RATE_LIMITED;
            case OVERLOADED -> WaitReason.OVERLOADED;
            case UNREACHABLE, INTERRUPTED -> WaitReason.UNREACHABLE;
            default -> WaitReason.SERVER_ERROR;
        };
    }
}
