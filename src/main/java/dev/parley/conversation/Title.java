package dev.parley.conversation;

/** How a text becomes a conversation's title. */
public final class Title {

    private static final int LONGEST = 80;

    private Title() {}

    /** The text's first line, shortened to a title's length and well-formed; empty for a blank text. */
    public static String of(String text) {
        String line =
                WellFormedText.of(text).strip().lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)).strip() + "…";
    }
}
