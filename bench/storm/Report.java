package storm;

import static common.Medians.median;
import static common.Medians.range;

import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final String ALL = "";

    private final Plan plan;
    private final Sheet sheet;
    private final Results<String, Weather, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(Weather weather, Result result) {
        results.add(ALL, weather, result);
        result.others().faults().forEach(fault -> faults.add(weather.title() + ": " + fault));
    }

    boolean isSound() {
        return faults.isEmpty() && !results.isEmpty();
    }

    void publish() throws IOException {
        sheet.head("JDK " + Runtime.version());
        sheet.columns(
                "weather",
                "others' p50 ms",
                "others' p99 ms",
                "load late p99 ms",
                "CPUs of server, load",
                "chunks/s to the others",
                "RSS MB");
        results.each(ALL, this::row);
        outcomes();
        targets();
        sheet.closing(
                "Median (smallest–largest) of %d rounds, %.0f s measured of each; %d others at %d chunks a second."
                        .formatted(plan.rounds(), plan.window().toMillis() / 1e3, plan.readers(), plan.rate()),
                faults);
        sheet.publish(Path.of("target/bench/storm.md"));
    }

    private void row(Weather weather, List<Result> runs) {
        sheet.row(
                weather.title(),
                range("%.2f", runs, result -> result.others().p50()),
                range("%.2f", runs, result -> result.others().p99()),
                range("%.2f", runs, result -> result.others().lateP99()),
                "%.2f, %.2f"
                        .formatted(
                                median(runs, result -> result.others().serverShare()),
                                median(runs, result -> result.others().generatorShare())),
                range("%,.0f", runs, result -> result.others().chunksPerSecond()),
                "%.0f".formatted(median(runs, result -> result.others().residentMegabytes())));
    }

    /** What the one who floods was told, as often as in the middle run. */
    private void outcomes() {
        var runs = results.of(ALL, Weather.STORM);
        var all = new TreeSet<String>();
        runs.forEach(run -> all.addAll(run.outcomes().keySet()));
        sheet.columns("the one who floods was told", "times");
        all.forEach(outcome -> sheet.row(
                outcome, range("%,.0f", runs, result -> result.outcomes().getOrDefault(outcome, 0L))));
    }

    private void targets() {
        double calm = middle(Weather.CALM, result -> result.others().p99());
        sheet.targets();
        sheet.atMost(
                "others' p99 in the storm",
                "%.2f ×",
                2,
                middle(Weather.STORM, result -> result.others().p99()) / calm);
        double again = middle(Weather.CALM_AGAIN, result -> result.others().p99());
        if (!Double.isNaN(again / calm)) {
            sheet.row("noise, calm against calm", "1.00 ×", "p99 %.2f ×".formatted(again / calm), "");
        }
        sheet.lost("others that did not get exactly what was sent", faults);
    }

    private double middle(Weather weather, ToDoubleFunction<Result> figure) {
        return median(results.of(ALL, weather), figure);
    }
}
