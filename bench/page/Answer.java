package page;

/** What is streamed: Markdown as models write it, always the same, with a numbered word here and there to be looked for. */
final class Answer {

    /** How many characters count as one token. */
    static final int TOKEN = 4;

    private static final int BETWEEN_MARKERS = 400;
    private static final String[] WORDS = """
            the tide comes in twice a day and nobody on the quay looks up while boats leave when water lets them return with \
            what is sold by noon a queue holds work that waits and each reader keeps its own place in line so that a slow one \
            delays only itself which is what measuring is for""".split(" ");

    private final StringBuilder text = new StringBuilder();
    private int words;
    private int markers;
    private int lastMarker;

    private Answer() {}

    /** Headings, paragraphs with marks and links, lists, short code, small tables, quotes. */
    static String mixed(int tokens) {
        var answer = new Answer();
        for (int section = 1; answer.text.length() < tokens * TOKEN; section++) {
            answer.section(section);
        }
        return answer.cut(tokens);
    }

    /** One block of code. */
    static String fence(int tokens) {
        var answer = new Answer();
        answer.text.append("```java\n");
        for (int line = 0; answer.text.length() < tokens * TOKEN; line++) {
            answer.code(line);
        }
        return answer.cut(tokens);
    }

    /** One table of five columns. */
    static String table(int tokens) {
        var answer = new Answer();
        answer.text.append("| Name | Place | Count | Share | Note |\n|---|---|---:|---:|---|\n");
        for (int row = 0; answer.text.length() < tokens * TOKEN; row++) {
            answer.text.append(
                    "| Row %d | %s | %d | %d%% | ".formatted(row, answer.word(), row * 37 % 1000, row * 7 % 100));
            answer.say(5);
            answer.text.append(" |\n");
        }
        return answer.cut(tokens);
    }

    /** Sentences with formulas in them, and formulas between them. */
    static String mathematics(int tokens) {
        var answer = new Answer();
        for (int at = 1; answer.text.length() < tokens * TOKEN; at++) {
            answer.say(12);
            answer.text.append(" $x_{%d} = \\frac{a^2 + %d}{2b}$ ".formatted(at, at));
            answer.say(8);
            answer.text.append(
                    ".\n\n$$\n\\sum_{i=1}^{n} \\frac{1}{i^{%d}} = \\int_0^\\infty \\sqrt{x + %d}\\,dx\n$$\n\n"
                            .formatted(1 + at % 5, at));
        }
        return answer.cut(tokens);
    }

    /** Where the numbered word stands, or -1: the place behind it. */
    static int endOfMarker(String text, int number) {
        String marker = marker(number);
        int at = text.indexOf(marker);
        return at < 0 ? -1 : at + marker.length();
    }

    private static String marker(int number) {
        return "m%04dx".formatted(number);
    }

    private String cut(int tokens) {
        return text.substring(0, tokens * TOKEN);
    }

    private void section(int number) {
        text.append("## Part ").append(number).append("\n\n");
        paragraph();
        paragraph();
        for (int item = 1; item <= 4; item++) {
            text.append("- **").append(word()).append("** ");
            say(9);
            text.append('\n');
        }
        text.append('\n');
        paragraph();
        text.append("```java\n");
        for (int line = 0; line < 8; line++) {
            code(line + number);
        }
        text.append("```\n\n");
        paragraph();
        text.append("| Name | Count |\n|---|---:|\n");
        for (int row = 0; row < 4; row++) {
            text.append("| ").append(word()).append(" | ").append(row * number).append(" |\n");
        }
        text.append("\n> ");
        say(14);
        text.append(".\n\n");
        paragraph();
    }

    private void paragraph() {
        say(14);
        text.append(", *").append(word()).append("* and **");
        say(2);
        text.append("**, as [the manual](https://example.org/")
                .append(word())
                .append(") says of `")
                .append(word());
        text.append("`: ");
        say(30);
        text.append(".\n\n");
    }

    private void code(int line) {
        text.append("    var %s%d = queue.take(\"%s\", %d); // ".formatted(word(), line, word(), line));
        say(4);
        text.append('\n');
    }

    private void say(int count) {
        for (int said = 0; said < count; said++) {
            text.append(said > 0 ? " " : "").append(word());
        }
        if (text.length() - lastMarker > BETWEEN_MARKERS) {
            lastMarker = text.length();
            text.append(' ').append(marker(markers++)).append(' ').append(word());
        }
    }

    private String word() {
        return WORDS[words++ * 7 % WORDS.length];
    }
}
