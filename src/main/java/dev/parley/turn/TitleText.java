package dev.parley.turn;

import dev.parley.conversation.Title;
import dev.parley.conversation.WellFormedText;
import java.util.Optional;
import java.util.regex.Pattern;

/** A title as a model says it, made fit for a list: one line, no decoration, nothing that turns the text around it. */
final class TitleText {

    /** What people and models put around a title. */
    private static final String QUOTES = "\"'“”„‟‘’‚«»‹›「」『』*_";

    private static final Pattern DECORATION =
            Pattern.compile("^#{1,6} |^[>-] |^Title:|\\*\\*|`", Pattern.CASE_INSENSITIVE);
    /** Control characters, and those that change the direction of what follows. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private TitleText() {}

    /** Empty where nothing is left that could be read. */
    static Optional<String> of(String said) {
        String line = WellFormedText.of(said)
                .lines()
                .map(TitleText::bare)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return Optional.of(Title.of(line)).filter(TitleText::isReadable);
    }

    private static String bare(String line) {
        String spaced =
                UNSEEN.matcher(line.replaceAll("\\s+", " ")).replaceAll("").strip();
        String plain = DECORATION.matcher(spaced).replaceAll("").strip();
        return withoutFullStop(unquoted(withoutFullStop(unquoted(plain))));
    }

    /** Only where the marks belong together: in {@code "Foo" and "Bar"} they do not. */
    private static String unquoted(String text) {
        if (text.length() < 2 || !isQuote(text.charAt(0)) || !isQuote(text.charAt(text.length() - 1))) {
            return text;
        }
        String inside = text.substring(1, text.length() - 1);
        boolean belong = inside.indexOf(text.charAt(0)) < 0 && inside.indexOf(text.charAt(text.length() - 1)) < 0;
        return belong ? inside.strip() : text;
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }

    /** The dot of an abbreviation, and three of them, are not a sentence's end. */
    private static String withoutFullStop(String text) {
        boolean only = text.endsWith(".") && text.indexOf('.') == text.length() - 1;
        return only ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean isReadable(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }
}
