package dev.parley.turn;

import dev.parley.conversation.Title;
import dev.parley.conversation.WellFormedText;
import dev.parley.turn.CommandRefused.Reason;

/** What a reader typed, checked and mended before it is kept. */
final class ReaderText {

    private ReaderText() {}

    static String message(String text, int longest) {
        return message(text, longest, false);
    }

    /** @param hasFiles then it needs no words */
    static String message(String text, int longest, boolean hasFiles) {
        if (text.length() > longest) {
            throw new CommandRefused(Reason.TOO_LARGE, "The message is longer than " + longest + " characters.");
        }
        String wellFormed = WellFormedText.of(text);
        if (wellFormed.isBlank() && !hasFiles) {
            throw new CommandRefused(Reason.MALFORMED, "A message needs at least one character.");
        }
        return wellFormed;
    }

    static String title(String text) {
        String title = Title.of(text);
        if (title.isEmpty()) {
            throw new CommandRefused(Reason.MALFORMED, "A title needs at least one character.");
        }
        return title;
    }
}
