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
        if (text.length() <= LONGEST) {
            return List.of(text);
        }
        var pieces = new ArrayList<String>();
        int start = 0;
        while (text.length() - start > LONGEST) {
            int end = start + LONGEST;
            end = Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
            pieces.add(text.substring(start, end));
            start = end;
        }
        pieces.add(text.substring(start));
        return List.copyOf(pieces);
    }
}
