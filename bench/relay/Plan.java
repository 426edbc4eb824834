package relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        Duration window,
        Duration budget,
        int saturatedChunks,
        List<Load> loads,
        List<String> options,
        List<String> parleyOptions,
        Path application,
        Path output,
        String commit) {

    private static final int RATE = 50;

    static final String HELP = """
            bench/relay/run [--name=value …]
              --rounds=3      how often each load is put on each server
              --window=5      seconds measured of each paced run
              --chunks=8000   chunks of each stream of a saturated run
              --budget=290    seconds after which no further run begins
              --loads=all     or some of 1, 100, 1000 and max, with commas between
              --parley=       further options for Parley's JVM, with spaces between
            """;

    static Plan of(String[] arguments) {
        var given = new TreeMap<>(Map.of(
                "rounds", "3", "window", "5", "chunks", "8000", "budget", "290", "loads", "all", "parley", "", "commit",
                ""));
        for (String argument : arguments) {
            int value = argument.indexOf('=');
            if (!argument.startsWith("--") || value < 0 || !given.containsKey(argument.substring(2, value))) {
                System.err.print(HELP);
                System.exit(argument.equals("--help") ? 0 : 2);
            }
            given.put(argument.substring(2, value), argument.substring(value + 1));
        }
        var window = Duration.ofMillis((long) (Double.parseDouble(given.get("window")) * 1_000));
        // The same for every server. A fixed heap, so that none is measured while it makes up its mind.
        var options = List.of("-Xms1g", "-Xmx1g");
        return new Plan(
                Integer.parseInt(given.get("rounds")),
                window,
                Duration.ofSeconds(Long.parseLong(given.get("budget"))),
                Integer.parseInt(given.get("chunks")),
                loads(given.get("loads"), window, Integer.parseInt(given.get("chunks"))),
                options,
                with(options, given.get("parley")),
                Path.of("target/quarkus-app/quarkus-run.jar"),
                Path.of("target/bench/relay"),
                given.get("commit"));
    }

    private static List<Load> loads(String names, Duration window, int chunks) {
        var all = Load.all(RATE, window, chunks);
        if (names.equals("all")) {
            return all;
        }
        return List.of(names.split(",")).stream()
                .map(name -> switch (name) {
                    case "1" -> all.get(0);
                    case "100" -> all.get(1);
                    case "1000" -> all.get(2);
                    case "max" -> all.get(3);
                    default -> throw new IllegalArgumentException("There is no load " + name);
                })
                .toList();
    }

    private static List<String> with(List<String> options, String more) {
        return java.util.stream.Stream.concat(
                        options.stream(),
                        java.util.stream.Stream.of(more.split(" ")).filter(option -> !option.isBlank()))
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
