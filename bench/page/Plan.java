package page;

import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        Duration budget,
        List<Load> loads,
        List<Subject> subjects,
        boolean trace,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/page/run [--name=value …]
              --rounds=3      how often each load is shown by each page
              --rate=2000     tokens a second
              --loads=all     or some of 2k, 20k, fence, table, maths, history, felt, scroll and 100k, with commas between
              --pages=all     or some of parley, unpaced, appending, per_frame and per_chunk
              --trace=no      yes: a trace of each run for Chromium's DevTools, in target/bench/page; costs are higher then
              --budget=460    seconds after which no further run begins
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of("rounds", "3", "rate", "2000", "loads", "all", "pages", "all", "trace", "no", "budget", "460"),
                arguments);
        var loads = given.words("loads", ",");
        var pages = given.words("pages", ",");
        return new Plan(
                given.number("rounds"),
                given.seconds("budget"),
                Load.all(given.number("rate")).stream()
                        .filter(load -> loads.contains("all") || loads.contains(load.name()))
                        .toList(),
                Stream.of(Subject.values())
                        .filter(page -> pages.contains("all")
                                || pages.contains(page.name().toLowerCase(Locale.ROOT)))
                        .toList(),
                given.text("trace").equals("yes"),
                Path.of("target/bench/page"),
                given.text("commit"));
    }
}
