package dev.parley.markdown;

import dev.parley.conversation.Metric;
import dev.parley.conversation.Step;
import dev.parley.conversation.Summary;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a page says with colours and shapes, in words. */
public final class Words {

    private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s<>\"]+");

    private Words() {}

    /** Empty for what is complete. */
    public static String of(Step.State state) {
        return switch (state) {
            case RUNNING -> "not finished";
            case COMPLETE -> "";
            case ERROR -> "failed";
        };
    }

    public static String of(Summary summary) {
        String count = summary.messages() == 1 ? "1 earlier message" : summary.messages() + " earlier messages";
        return summary.upTo() > 0 ? count + ", summed up" : count + ", not summed up to the end";
    }

    public static String name(Step.Tool tool) {
        return tool.label() == null ? tool.name() : tool.label();
    }

    /** With an arrow for its trend; empty where nothing is known of a change. */
    public static String delta(Metric metric) {
        String arrow = switch (metric.trend()) {
            case null -> "";
            case UP -> "↑ ";
            case DOWN -> "↓ ";
            case FLAT -> "→ ";
        };
        return (arrow + (metric.delta() == null ? "" : metric.delta())).strip();
    }

    public static String percent(Step.Progress progress) {
        return progress.value() == null ? "how far is not known" : Math.round(progress.value() * 100) + " %";
    }

    /** Whether it leads to the web and nowhere else. */
    public static boolean isWeb(@Nullable String address) {
        return address != null && WEB.matcher(address).matches();
    }
}
