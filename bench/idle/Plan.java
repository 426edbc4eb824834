package idle;

import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        int sockets,
        int written,
        Duration window,
        Duration budget,
        List<String> parleyOptions,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/idle/run [--name=value …]
              --rounds=3        how often it is done, each time by another Parley
              --sockets=10000   how many sockets are open at once
              --written=2000    how many of their conversations have an answer; the others are new
              --window=5        seconds measured of the answer that one of them gets
              --budget=420      seconds after which no further round begins
              --parley=         further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds", "3", "sockets", "10000", "written", "2000", "window", "5", "budget", "420", "parley",
                        ""),
                arguments);
        return new Plan(
                given.number("rounds"),
                given.number("sockets"),
                Math.min(given.number("written"), given.number("sockets")),
                given.seconds("window"),
                given.seconds("budget"),
                given.words("parley", " "),
                Path.of("target/bench/idle"),
                given.text("commit"));
    }
}
