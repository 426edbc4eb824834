package storm;

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
        int sends,
        int searches,
        int opens,
        Duration window,
        Duration budget,
        List<String> parleyOptions,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/storm/run [--name=value …]
              --rounds=5      how often the others are measured in the calm, twice, and in the storm
              --readers=50    how many others there are
              --rate=50       chunks of 24 characters a second that each of them gets
              --sends=200     messages a second that the one who floods sends
              --searches=200  searches a second that it asks for
              --opens=100     sockets a second that it opens, and closes once they are open
              --window=10     seconds measured
              --budget=320    seconds after which no further run begins
              --parley=       further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds",
                        "5",
                        "readers",
                        "50",
                        "rate",
                        "50",
                        "sends",
                        "200",
                        "searches",
                        "200",
                        "opens",
                        "100",
                        "window",
                        "10",
                        "budget",
                        "320",
                        "parley",
                        ""),
                arguments);
        return new Plan(
                given.number("rounds"),
                given.number("readers"),
                given.number("rate"),
                given.number("sends"),
                given.number("searches"),
                given.number("opens"),
                given.seconds("window"),
                given.seconds("budget"),
                given.words("parley", " "),
                Path.of("target/bench/storm"),
                given.text("commit"));
    }
}
