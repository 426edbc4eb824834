package memory;

import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        List<Integer> streams,
        int rate,
        Duration window,
        Duration budget,
        List<String> parleyOptions,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/memory/run [--name=value …]
              --rounds=3                how often each number of answers is looked at
              --streams=100,500,1000    how many answers run at once
              --rate=10                 chunks of 24 characters a second that each of them has
              --window=10               seconds for which they have run when the memory is looked at, and one more
              --budget=300              seconds after which no further run begins
              --parley=                 further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds",
                        "3",
                        "streams",
                        "100,500,1000",
                        "rate",
                        "10",
                        "window",
                        "10",
                        "budget",
                        "300",
                        "parley",
                        ""),
                arguments);
        return new Plan(
                given.number("rounds"),
                given.numbers("streams"),
                given.number("rate"),
                given.seconds("window"),
                given.seconds("budget"),
                given.words("parley", " "),
                Path.of("target/bench/memory"),
                given.text("commit"));
    }
}
