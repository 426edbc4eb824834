package memory;

import static common.Medians.range;

import common.Memory;
import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final String ALL = "";

    private final Plan plan;
    private final Sheet sheet;
    private final Results<String, Integer, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(int streams, Result result) {
        results.add(ALL, streams, result);
    }

    void fault(String fault) {
        faults.add(fault);
    }

    boolean isSound() {
        return faults.isEmpty() && !results.isEmpty();
    }

    void publish() throws IOException {
        sheet.head("JDK " + Runtime.version());
        sheet.columns(
                "answers running",
                "heap MB",
                "before MB",
                "RSS MB",
                "before MB",
                "heap KB per answer",
                "RSS KB per answer",
                "load late p99 ms");
        results.each(ALL, this::row);
        sheet.targets();
        sheet.lost("readers that did not get exactly what was sent", faults);
        sheet.closing(
                "Median (smallest–largest) of %d rounds, %d chunks a second for %.0f s and more, each with a reader; JVM options %s. The row of none is the noise."
                        .formatted(
                                plan.rounds(),
                                plan.rate(),
                                plan.window().toMillis() / 1e3,
                                String.join(" ", Memory.SHRINKING)),
                faults);
        sheet.publish(Path.of("target/bench/memory.md"));
    }

    private void row(int streams, List<Result> runs) {
        sheet.row(
                streams == 0 ? "none" : "%,d".formatted(streams),
                range("%.1f", runs, run -> run.running().heap()),
                range("%.1f", runs, run -> run.before().heap()),
                range("%.0f", runs, run -> run.running().resident()),
                range("%.0f", runs, run -> run.before().resident()),
                streams == 0
                        ? "–"
                        : range(
                                "%.1f",
                                runs,
                                run -> (run.running().heap() - run.before().heap()) * 1_024 / streams),
                streams == 0
                        ? "–"
                        : range(
                                "%.1f",
                                runs,
                                run -> (run.running().resident() - run.before().resident()) * 1_024 / streams),
                streams == 0 ? "–" : range("%.2f", runs, Result::behind));
    }
}
