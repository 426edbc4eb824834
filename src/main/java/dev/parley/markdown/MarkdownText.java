package dev.parley.markdown;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as parts of a Markdown document that they cannot get out of. */
public final class MarkdownText {

    private static final Pattern MARKUP = Pattern.compile("([\\\\`*_\\[\\]<>#&|~])");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern TICKS = Pattern.compile("`{3,}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9+#._-]{1,40}");

    private MarkdownText() {}

    /** Nothing in it is markup. */
    public static String escaped(String line) {
        return MARKUP.matcher(line).replaceAll("\\\\$1");
    }

    /** The same on one line, whatever it was. */
    public static String line(String text) {
        return escaped(BLANK.matcher(text.strip()).replaceAll(" "));
    }

    public static String quoted(String text) {
        return text.lines().map(line -> line.isBlank() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    /** Code, within a fence that is longer than any in it. */
    public static String fence(String text, @Nullable String language) {
        int longest = TICKS.matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(2);
        String fence = "`".repeat(longest + 1);
        String info = language != null && LANGUAGE.matcher(language).matches() ? language : "";
        return fence + info + "\n" + text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + fence;
    }
}
