package dev.parley.observe;

import dev.parley.model.ModelFailure;
import dev.parley.turn.CallWatch.Outcome;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the last calls to the provider went. Thread-safe. */
@Singleton
class ProviderState {

    private volatile Last last = new Last(null, null, null);

    /**
     * The last calls.
     *
     * @param answered when one was complete
     * @param failed when one failed
     * @param failure why that was
     */
    record Last(@Nullable Instant answered, @Nullable Instant failed, ModelFailure.@Nullable Kind failure) {

        String state() {
            if (answered == null && failed == null) {
                return "unknown";
            }
            boolean well = failed == null || (answered != null && !answered.isBefore(failed));
            return well ? "answering" : "failing";
        }
    }

    Last last() {
        return last;
    }

    synchronized void ended(Outcome outcome, ModelFailure.@Nullable Kind failure) {
        if (outcome == Outcome.COMPLETE) {
            last = new Last(Instant.now(), last.failed(), last.failure());
        } else if (failure != null && tellsOfTheProvider(failure)) {
            last = new Last(last.answered(), Instant.now(), failure);
        }
    }

    /** What is wrong with one prompt says nothing about the next. */
    private static boolean tellsOfTheProvider(ModelFailure.Kind failure) {
        return switch (failure) {
            case RATE_LIMITED,
                    OVERLOADED,
                    AUTHENTICATION,
                    BILLING,
                    UNREACHABLE,
                    SERVER_ERROR,
                    TIMED_OUT,
                    INTERRUPTED,
                    PROTOCOL -> true;
            case REFUSED_INPUT, REFUSAL, TOO_LARGE -> false;
        };
    }
}
