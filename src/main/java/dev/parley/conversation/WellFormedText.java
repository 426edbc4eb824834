package dev.parley.conversation;

/**
 * Makes the pieces of a stream well-formed: a high surrogate waits for its partner in the next piece; a lone one and
 * U+0000 (which PostgreSQL cannot keep) become U+FFFD. Not thread-safe.
 */
public final class WellFormedText {

    private static final char REPLACEMENT = '\uFFFD';

    private char waiting;

    /** What can be passed on now; may be empty. */
    public String next(CharSequence piece) {
        if (waiting == 0 && isWellFormed(piece)) {
            return piece.toString();
        }
        var text = new StringBuilder(piece.length() + 1);
        for (int i = 0; i < piece.length(); i++) {
            add(piece.charAt(i), text);
        }
        return text.toString();
    }

    /** What is left at the end of the stream; may be empty. */
    public String end() {
        if (waiting == 0) {
            return "";
        }
        waiting = 0;
        return String.valueOf(REPLACEMENT);
    }

    /** The same for a text that is whole. */
    public static String of(String whole) {
        var text = new WellFormedText();
        return text.next(whole) + text.end();
    }

    private static boolean isWellFormed(CharSequence piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private void add(char c, StringBuilder text) {
        if (waiting != 0) {
            char high = waiting;
            waiting = 0;
            if (Character.isLowSurrogate(c)) {
                text.append(high).append(c);
                return;
            }
            text.append(REPLACEMENT);
        }
        if (Character.isHighSurrogate(c)) {
            waiting = c;
        } else {
            text.append(c == 0 || Character.isLowSurrogate(c) ? REPLACEMENT : c);
        }
    }
}
