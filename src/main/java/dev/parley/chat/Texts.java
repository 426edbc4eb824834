package dev.parley.chat;

import dev.parley.conversation.WellFormedText;

/** Texts of values that nobody vouches for. */
public final class Texts {

    private Texts() {}

    /** Well-formed, never null and never a failure. */
    public static String of(Object value) {
        try {
            String text = String.valueOf(value);
            return text == null ? "null" : WellFormedText.of(text);
        } catch (RuntimeException | StackOverflowError e) {
            return value.getClass().getName() + " has no text: " + e.getClass().getSimpleName();
        }
    }

    /** The beginning, without half a character at its end. */
    public static String cut(String text, int length) {
        boolean splits = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, Math.min(text.length(), splits ? length - 1 : length));
    }
}
