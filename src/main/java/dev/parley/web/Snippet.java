package dev.parley.web;

import dev.parley.conversation.SearchQuery.Mark;
import java.util.List;

/**
 * The part of a text around what was looked for, on one line.
 *
 * @param marks where the words are in it, start and end (exclusive), in UTF-16 units
 */
record Snippet(String text, List<List<Integer>> marks) {

    private static final int LONGEST = 160;
    private static final int BEFORE = 40;
    private static final String CUT = "…";

    static Snippet whole(String text, List<Mark> marks) {
        return part(text, marks, 0, text.length());
    }

    static Snippet around(String text, List<Mark> marks) {
        int first = marks.isEmpty() ? 0 : marks.getFirst().start();
        int start = text.length() <= LONGEST ? 0 : start(text, first);
        return part(text, marks, start, end(text, start));
    }

    /** At the beginning of a word, and before the first mark. */
    private static int start(String text, int firstMark) {
        int from = firstMark - BEFORE;
        if (from <= 0) {
            return 0;
        }
        for (int at = from; at < firstMark; at++) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return betweenCharacters(text, from);
    }

    /** At the end of a word, if there is one in the second half. */
    private static int end(String text, int start) {
        int to = start + LONGEST;
        if (to >= text.length()) {
            return text.length();
        }
        for (int at = to; at > start + LONGEST / 2; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return betweenCharacters(text, to);
    }

    private static int betweenCharacters(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }

    private static Snippet part(String text, List<Mark> marks, int start, int end) {
        String before = start > 0 ? CUT : "";
        String after = end < text.length() ? CUT : "";
        int shift = before.length() - start;
        var shown = marks.stream()
                .filter(mark -> mark.start() >= start && mark.start() < end)
                .map(mark -> List.of(mark.start() + shift, Math.min(mark.end(), end) + shift))
                .toList();
        return new Snippet(before + onOneLine(text.substring(start, end)) + after, shown);
    }

    /** Character for character, so that the marks stay right. */
    private static String onOneLine(String text) {
        var line = new StringBuilder(text.length());
        text.chars().forEach(character -> line.append(isSpace(character) ? ' ' : (char) character));
        return line.toString();
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isISOControl(character);
    }
}
