package dev.parley.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model on offer.
 *
 * @param id what requests name
 * @param displayName what people read
 * @param maxInputTokens the context window, 0 where nobody says
 * @param maxOutputTokens the longest answer, 0 where nobody says
 * @param efforts how hard it can be told to try, the least first; empty where it cannot, null where nobody says
 * @param prices null where nobody says
 */
public record ModelInfo(
        String id,
        String displayName,
        long maxInputTokens,
        long maxOutputTokens,
        @Nullable List<String> efforts,
        @Nullable ModelPrices prices) {

    /** All efforts that there are, the least first. */
    public static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    public ModelInfo {
        efforts = efforts == null ? null : List.copyOf(efforts);
    }

    /** A model of which nothing but its name is known. */
    public ModelInfo(String id) {
        this(id, id, 0, 0, null, null);
    }

    /** Whether it can be told to try so hard; where nobody says, any effort may be tried. */
    public boolean takesEffort(String effort) {
        return (efforts == null ? EFFORTS : efforts).contains(effort);
    }

    public ModelInfo withPrices(@Nullable ModelPrices other) {
        return new ModelInfo(id, displayName, maxInputTokens, maxOutputTokens, efforts, other);
    }

    /** The same with a window of {@code tokens}, if none is known. */
    public ModelInfo orWindow(long tokens) {
        return maxInputTokens > 0 ? this : new ModelInfo(id, displayName, tokens, maxOutputTokens, efforts, prices);
    }
}
