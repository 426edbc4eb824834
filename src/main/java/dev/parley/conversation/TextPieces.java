package dev.parley.conversation;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into pieces, each of which fits into an event however it is written as JSON. */
public final class TextPieces {

    /** In UTF-16 units; each takes six bytes at most, as JSON in UTF-8. */
    public static final int LONGEST = 10_000;

    private TextPieces() {}

    /** In order, at least one; no character stands in two of them. */
    public static List<String> of(String text) {
        return of(text, LONGEST);
    }

    /** The same with a first piece that leaves room for something else in its event. */
    public static List<String> of(String text, int first) {
        if (text.length() <= first) {
            return List.of(text);
        }
        var pieces = new ArrayList<String>();
        int start = 0;
        while (text.length() - start > (start == 0 ? first : LONGEST)) {
            int end = start + (start == 0 ? first : LONGEST);
            end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
            pieces.add(text.substring(start, end));
            start = end;
        }
        pieces.add(text.substring(start));
        return List.copyOf(pieces);
    }
}
