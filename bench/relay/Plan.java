package relay;

import common.Load;
import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        Duration window,
        Duration budget,
        int saturatedChunks,
        List<Load> loads,
        List<String> options,
        List<String> parleyOptions,
        Path output,
        String commit) {

    private static final int RATE = 50;

    private static final String HELP = """
            bench/relay/run [--name=value …]
              --rounds=3      how often each load is put on each server
              --window=5      seconds measured of each paced run
              --chunks=8000   chunks of each stream of a saturated run
              --budget=290    seconds after which no further run begins
              --loads=all     or some of 1, 100, 1000 and max, with commas between
              --parley=       further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of("rounds", "3", "window", "5", "chunks", "8000", "budget", "290", "loads", "all", "parley", ""),
                arguments);
        // The same for every server. A fixed heap, so that none is measured while it makes up its mind.
        var options = List.of("-Xms1g", "-Xmx1g");
        return new Plan(
                given.number("rounds"),
                given.seconds("window"),
                given.seconds("budget"),
                given.number("chunks"),
                loads(given),
                options,
                Stream.concat(options.stream(), given.words("parley", " ").stream())
                        .toList(),
                Path.of("target/bench/relay"),
                given.text("commit"));
    }

    private static List<Load> loads(Options given) {
        var window = given.seconds("window");
        var all = List.of(
                Load.paced(1, RATE, window),
                Load.paced(100, RATE, window),
                Load.paced(1_000, RATE, window),
                Load.saturated(100, given.number("chunks")));
        if (given.text("loads").equals("all")) {
            return all;
        }
        return given.words("loads", ",").stream()
                .map(name -> switch (name) {
                    case "1" -> all.get(0);
                    case "100" -> all.get(1);
                    case "1000" -> all.get(2);
                    case "max" -> all.get(3);
                    default -> throw new IllegalArgumentException("There is no load " + name);
                })
                .toList();
    }

    List<Load> warmUp() {
        return List.of(
                Load.saturated(100, saturatedChunks / 4),
                Load.saturated(100, saturatedChunks / 2),
                Load.paced(100, RATE, window));
    }

    /** The load under which the reference is also measured against itself. */
    Load noiseLoad() {
        return Load.paced(100, RATE, window);
    }
}
