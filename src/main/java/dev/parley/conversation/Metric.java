package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param delta by how much it has changed
 * @param good which trend is shown as a good one; null for up
 */
public record Metric(
        String label,
        String value,
        @Nullable String delta,
        @Nullable Trend trend,
        @Nullable Good good) implements Element.Changing {

    public enum Trend {
        UP,
        DOWN,
        FLAT;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Good {
        UP,
        DOWN,
        NEITHER;

        @JsonValue
        String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Metric after(Element.Change change) {
        return change instanceof Change now
                ? new Metric(
                        label,
                        now.value() == null ? value : now.value(),
                        now.delta() == null ? delta : now.delta(),
                        now.trend() == null ? trend : now.trend(),
                        good)
                : this;
    }

    /** What is null stays. */
    public record Change(
            @Nullable String value,
            @Nullable String delta,
            @Nullable Trend trend) implements Element.Change {}
}
