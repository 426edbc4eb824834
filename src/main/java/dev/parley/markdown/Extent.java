package dev.parley.markdown;

import dev.parley.conversation.WellFormedText;

/**
 * How much of an element is told.
 *
 * @param rows the most of a table or a chart
 * @param longest the longest code, tree or output, in characters
 * @param longestCell the longest cell of a table, in characters
 */
public record Extent(int rows, int longest, int longestCell) {

    /** What people read again, and so nearly all. */
    public static final Extent WHOLE = new Extent(1_000, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Enough to speak of it. */
    public static final Extent BRIEF = new Extent(50, 4_000, 200);

    String cell(String text) {
        return text.length() <= longestCell ? text : beginning(text, longestCell) + "…";
    }

    String text(String text) {
        return text.length() <= longest
                ? text
                : beginning(text, longest) + "\n… (" + (text.length() - longest) + " more characters)";
    }

    /** Half a character at its end becomes U+FFFD. */
    private static String beginning(String text, int length) {
        return WellFormedText.of(text.substring(0, length));
    }
}
