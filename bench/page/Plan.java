package page;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        int budget,
        List<Load> loads,
        List<Subject> subjects,
        boolean trace,
        Path application,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/page/run [--name=value …]
              --rounds=3      how often each load is shown by each page
              --rate=2000     tokens a second
              --loads=all     or some of 2k, 20k, fence, table, maths, history, felt and 100k, with commas between
              --pages=all     or some of parley, unpaced, appending, per_frame and per_chunk
              --trace=no      yes: a trace of each run for Chromium's DevTools, in target/bench/page; costs are higher then
              --budget=460    seconds after which no further run begins
            """;

    static Plan of(String[] arguments) {
        var given = new TreeMap<>(Map.of(
                "rounds", "3", "rate", "2000", "loads", "all", "pages", "all", "trace", "no", "budget", "460", "commit",
                ""));
        for (String argument : arguments) {
            int value = argument.indexOf('=');
            if (!argument.startsWith("--") || value < 0 || !given.containsKey(argument.substring(2, value))) {
                System.err.print(HELP);
                System.exit(argument.equals("--help") ? 0 : 2);
            }
            given.put(argument.substring(2, value), argument.substring(value + 1));
        }
        var loads = List.of(given.get("loads").split(","));
        var pages = List.of(given.get("pages").split(","));
        return new Plan(
                Integer.parseInt(given.get("rounds")),
                Integer.parseInt(given.get("budget")),
                Load.all(Integer.parseInt(given.get("rate"))).stream()
                        .filter(load -> loads.contains("all") || loads.contains(load.name()))
                        .toList(),
                Stream.of(Subject.values())
                        .filter(page -> pages.contains("all")
                                || pages.contains(page.name().toLowerCase(java.util.Locale.ROOT)))
                        .toList(),
                given.get("trace").equals("yes"),
                Path.of("target/quarkus-app/quarkus-run.jar"),
                Path.of("target/bench/page"),
                given.get("commit"));
    }
}
