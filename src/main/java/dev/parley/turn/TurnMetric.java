package dev.parley.turn;

import dev.parley.chat.ChatContainer;
import dev.parley.chat.ChatMetric;
import dev.parley.chat.Texts;
import dev.parley.conversation.Metric;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A figure in a running turn. */
record TurnMetric(TurnContainer<?> container, int element) implements ChatMetric {

    private static final int LONGEST = 200;

    static TurnMetric add(
            TurnContainer<?> container, String label, Object value, @Nullable Object delta, ChatContainer.Good good) {
        var metric = new Metric(
                text(label),
                text(value),
                delta == null ? null : text(delta),
                trend(delta),
                good == ChatContainer.Good.UP ? null : Metric.Good.valueOf(good.name()));
        return new TurnMetric(container, container.open(metric));
    }

    @Override
    public ChatMetric update(Object value, @Nullable Object delta) {
        Objects.requireNonNull(value, "value");
        container.change(element, new Metric.Change(text(value), delta == null ? null : text(delta), trend(delta)));
        return this;
    }

    private static String text(Object value) {
        return Texts.cut(Texts.of(value), LONGEST);
    }

    private static Metric.@Nullable Trend trend(@Nullable Object delta) {
        return switch (delta) {
            case null -> null;
            case Number number -> trend(number.doubleValue());
            default -> trend(text(delta).strip());
        };
    }

    private static Metric.Trend trend(double delta) {
        return delta > 0 ? Metric.Trend.UP : delta < 0 ? Metric.Trend.DOWN : Metric.Trend.FLAT;
    }

    /** A text that begins with a minus sign falls, what is all noughts is flat. */
    private static Metric.Trend trend(String delta) {
        boolean falls = delta.startsWith("-") || delta.startsWith("\u2212");
        boolean flat =
                delta.toLowerCase(Locale.ROOT).chars().noneMatch(c -> Character.isLetter(c) || (c >= '1' && c <= '9'));
        return flat ? Metric.Trend.FLAT : falls ? Metric.Trend.DOWN : Metric.Trend.UP;
    }
}
