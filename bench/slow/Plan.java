package slow;

import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        int readers,
        int rate,
        int fast,
        Duration window,
        Duration budget,
        List<String> parleyOptions,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/slow/run [--name=value …]
              --rounds=5      how often each kind of reader is among the others
              --readers=100   how many others there are
              --rate=50       chunks of 24 characters a second that each of them gets
              --fast=16000    chunks a second for the reader in question, at most 16000
              --window=10     seconds measured, in which that reader is slow; it has to catch up afterwards
              --budget=420    seconds after which no further run begins
              --parley=       further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds", "5", "readers", "100", "rate", "50", "fast", "16000", "window", "10", "budget", "420",
                        "parley", ""),
                arguments);
        return new Plan(
                given.number("rounds"),
                given.number("readers"),
                given.number("rate"),
                given.number("fast"),
                given.seconds("window"),
                given.seconds("budget"),
                given.words("parley", " "),
                Path.of("target/bench/slow"),
                given.text("commit"));
    }
}
