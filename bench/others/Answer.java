package others;

import java.util.ArrayList;
import java.util.List;

/** What is streamed: Markdown in chunks of about five tokens, each of which ends with a numbered word to be looked for. */
final class Answer {

    private static final String[] WORDS =
            "the tide comes in twice a day and nobody on the quay looks up while boats leave".split(" ");
    private static final int CHUNKS_PER_PARAGRAPH = 14;

    private Answer() {}

    static List<String> chunks(int count) {
        var chunks = new ArrayList<String>();
        for (int chunk = 0; chunk < count; chunk++) {
            chunks.add(before(chunk) + words(chunk) + "m%04dx".formatted(chunk) + after(chunk));
        }
        return chunks;
    }

    /** Now and then a heading, a list of three, or a word that is marked. */
    private static String before(int chunk) {
        int paragraph = chunk / CHUNKS_PER_PARAGRAPH;
        boolean first = chunk % CHUNKS_PER_PARAGRAPH == 0;
        return switch (paragraph % 4) {
            case 0 -> first ? "## " : "";
            case 2 -> "- ";
            default -> chunk % 5 == 0 ? "**so** " : "";
        };
    }

    private static String words(int chunk) {
        return WORDS[chunk * 2 % WORDS.length] + " " + WORDS[(chunk * 2 + 1) % WORDS.length] + " ";
    }

    private static String after(int chunk) {
        int paragraph = chunk / CHUNKS_PER_PARAGRAPH;
        boolean last = chunk % CHUNKS_PER_PARAGRAPH == CHUNKS_PER_PARAGRAPH - 1;
        boolean heading = paragraph % 4 == 0 && chunk % CHUNKS_PER_PARAGRAPH == 0;
        return last || heading ? "\n\n" : paragraph % 4 == 2 ? "\n" : " ";
    }
}
