package others;

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
        int rate,
        int chunks,
        List<Integer> earlier,
        int crowd,
        List<Subject> subjects,
        Duration budget,
        Path output,
        String commit) {

    private static final String HELP = """
            bench/others/run [--name=value …]
              --rounds=3          how often each shows each load
              --rate=50           chunks a second
              --chunks=400        chunks of an answer
              --earlier=0,50,200  how many messages the conversation has already, one load each; empty for none of these loads
              --crowd=50          how many chats run at once in the load of many; 0 for no such load
              --subjects=all      or some of parley, parley_again, streamlit, chainlit and gradio, with commas between
              --budget=2400       seconds after which no further run begins
            """;

    static Plan of(String[] arguments) {
        var given = Options.of(
                HELP,
                Map.of(
                        "rounds",
                        "3",
                        "rate",
                        "50",
                        "chunks",
                        "400",
                        "earlier",
                        "0,50,200",
                        "crowd",
                        "50",
                        "subjects",
                        "all",
                        "budget",
                        "2400"),
                arguments);
        var subjects = given.words("subjects", ",");
        return new Plan(
                given.number("rounds"),
                given.number("rate"),
                given.number("chunks"),
                given.numbers("earlier"),
                given.number("crowd"),
                Stream.of(Subject.values())
                        .filter(subject -> subjects.contains("all")
                                || subjects.contains(subject.name().toLowerCase(Locale.ROOT)))
                        .toList(),
                given.seconds("budget"),
                Path.of("target/bench/others"),
                given.text("commit"));
    }
}
