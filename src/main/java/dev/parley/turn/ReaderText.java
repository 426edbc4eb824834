package dev.parley.turn;

import dev.parley.conversation.WellFormedText;
import dev.parley.turn.CommandRefused.Reason;

/** What a reader typed, checked and mended before it is kept. */
final class ReaderText {

    private static final int LONGEST_TITLE = 80;

    private ReaderText() {}

    static String message(String text, int longest) {
        if (text.length() > longest) {
            throw new CommandRefused(Reason.TOO_LARGE, "The message is longer than " + longest + " characters.");
        }
        String wellFormed = WellFormedText.of(text);
        if (wellFormed.isBlank()) {
            throw new CommandRefused(Reason.MALFORMED, "A message needs at least one character.");
        }
        return wellFormed;
    }

    static String title(String text) {
        String title = firstLine(text);
        if (title.isEmpty()) {
            throw new CommandRefused(Reason.MALFORMED, "A title needs at least one character.");
        }
        return title;
    }

    /** A text's first line, shortened to a title's length. */
    static String firstLine(String text) {
        String line =
                WellFormedText.of(text).strip().lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1))
                                .strip() + "…";
    }
}
