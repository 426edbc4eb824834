package page;

import java.util.List;

/**
 * What is streamed to a page: how many tokens a second, after how many messages. A run is either for costs, where the page is
 * left alone, or for what a reader feels, where keys are typed and every frame is looked at.
 */
record Load(String name, String text, int rate, int history, boolean felt) {

    /** Characters of a chunk: five tokens. */
    static final int CHUNK = 5 * Answer.TOKEN;

    static final String SMALL = "2k";
    static final String MIXED = "20k";
    static final String LARGE = "100k";
    static final String FENCE = "fence";
    static final String TABLE = "table";
    static final String MATH = "maths";
    static final String AFTER_HISTORY = "history";
    static final String FELT = "felt";
    static final String SCROLL = "scroll";

    static List<Load> all(int rate) {
        return List.of(
                new Load(SMALL, Answer.mixed(2_000), rate, 0, false),
                new Load(MIXED, Answer.mixed(20_000), rate, 0, false),
                new Load(FENCE, Answer.fence(20_000), rate, 0, false),
                new Load(TABLE, Answer.table(20_000), rate, 0, false),
                new Load(MATH, Answer.mathematics(5_000), rate, 0, false),
                new Load(AFTER_HISTORY, Answer.mixed(20_000), rate, 500, false),
                new Load(FELT, Answer.mixed(20_000), rate, 0, true),
                new Load(SCROLL, Answer.mixed(500), rate, 400, true),
                new Load(LARGE, Answer.mixed(100_000), rate, 0, false));
    }

    String title() {
        return switch (name) {
            case SMALL -> "2,000 tokens";
            case MIXED -> "20,000 tokens";
            case LARGE -> "100,000 tokens";
            case FENCE -> "one fence of 20,000";
            case TABLE -> "one table of 20,000";
            case MATH -> "mathematics, 5,000";
            case AFTER_HISTORY -> "20,000 after 500 messages";
            case SCROLL -> "scrolling through 400 messages";
            default -> "20,000 while typing";
        };
    }

    int tokens() {
        return text.length() / Answer.TOKEN;
    }

    double seconds() {
        return (double) tokens() / rate;
    }
}
