package dev.parley.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How text is cut into words for search: letters and digits, without case and accents. Scripts that write no spaces
 * have a word for each character. Every database is given these words, so that all of them find the same.
 */
public final class SearchWords {

    /** Nobody searches for more; a database's index takes no longer ones. */
    private static final int LONGEST = 100;

    /** The beginning of Thai: no script without spaces stands before it. */
    private static final int FIRST_WITHOUT_SPACES = 0x0E00;

    /**
     * @param form as it is compared
     * @param start where it stands in the text, in UTF-16 units
     * @param end exclusive
     */
    public record Word(String form, int start, int end) {}

    private SearchWords() {}

    public static List<Word> of(String text) {
        var words = new ArrayList<Word>();
        int start = -1;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int next = at + Character.charCount(character);
            boolean inWord = belongsToWord(character, start >= 0);
            boolean alone = inWord && standsAlone(character);
            if (start >= 0 && (!inWord || alone)) {
                add(words, text, start, at);
                start = -1;
            }
            if (alone) {
                add(words, text, at, next);
            } else if (inWord && start < 0) {
                start = at;
            }
            at = next;
        }
        if (start >= 0) {
            add(words, text, start, text.length());
        }
        return words;
    }

    /** Most text is ASCII, and what is known of that needs no tables. */
    private static boolean isAscii(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (word.charAt(at) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** An accent that is a character of its own goes with the letter before it. */
    private static boolean belongsToWord(int character, boolean insideWord) {
        return Character.isLetterOrDigit(character) || (insideWord && isMark(character));
    }

    private static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean standsAlone(int character) {
        return character >= FIRST_WITHOUT_SPACES && isOfScriptWithoutSpaces(character);
    }

    private static boolean isOfScriptWithoutSpaces(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static void add(List<Word> words, String text, int start, int end) {
        String form = form(text.substring(start, Math.min(end, start + LONGEST)));
        if (!form.isEmpty()) {
            words.add(new Word(form, start, end));
        }
    }

    private static String form(String word) {
        return isAscii(word) ? word.toLowerCase(Locale.ROOT) : apartForm(word);
    }

    private static String apartForm(String word) {
        String apart = Normalizer.normalize(word, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var form = new StringBuilder(apart.length());
        apart.codePoints().filter(Character::isLetterOrDigit).forEach(form::appendCodePoint);
        return form.toString();
    }
}
