package start;

import common.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is to be run, from the command line. */
record Plan(
        int rounds,
        Duration budget,
        List<String> subjects,
        String nativeBinary,
        List<String> options,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/start/run [--name=value …]
              --rounds=11     how often each is started
              --subjects=all  or some of jvm, aot and native, with commas between
              --native=       the native binary; without it the one that target/ has, if any
              --options=      options of the JVM, with spaces between; the image has those of -XX:MaxRAMPercentage=70 (the default here)
              --budget=280    seconds after which no further round begins
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds",
                        "11",
                        "subjects",
                        "all",
                        "native",
                        "",
                        "options",
                        "-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError",
                        "budget",
                        "280"),
                arguments);
        return new Plan(
                given.number("rounds"),
                given.seconds("budget"),
                given.words("subjects", ","),
                given.text("native"),
                given.words("options", " "),
                Path.of("target/bench/start"),
                given.text("commit"));
    }

    boolean wants(String subject) {
        return subjects.contains("all") || subjects.contains(subject);
    }
}
