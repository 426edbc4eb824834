package dev.parley.conversation;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A text that its owner keeps to send it again, maybe with other words in some places.
 *
 * @param id made by the server; unique for its owner
 * @param title by what it is found
 * @param text may have places to fill in: {@code {{name}}} or {@code {{name:default}}}
 */
public record Prompt(String id, String title, String text, Instant changedAt) {

    /** In characters. */
    public static final int LONGEST_TITLE = 80;

    /** In characters. */
    public static final int LONGEST_TEXT = 20_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");

    public Prompt {
        if (!isValidId(id)) {
            throw new IllegalArgumentException("A prompt's id takes 8 to 64 of A-Z a-z 0-9 _ -");
        }
        if (title.isBlank() || title.length() > LONGEST_TITLE) {
            throw new IllegalArgumentException("A prompt's title has 1 to " + LONGEST_TITLE + " characters");
        }
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A prompt's text has 1 to " + LONGEST_TEXT + " characters");
        }
    }

    /** Whether there can be a prompt of that id. */
    public static boolean isValidId(String id) {
        return ID.matcher(id).matches();
    }
}
