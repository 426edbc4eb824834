package slow;

import static common.Medians.median;
import static common.Medians.range;

import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final String ALL = "";

    private final Plan plan;
    private final Sheet sheet;
    private final Results<String, Manner, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(Manner manner, Result result) {
        results.add(ALL, manner, result);
        result.others().faults().forEach(fault -> faults.add(manner.title() + ", of the others: " + fault));
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
                "it reads",
                "others' p50 ms",
                "others' p99 ms",
                "load late p99 ms",
                "heap MB, taken by the run MB",
                "RSS MB",
                "chunks behind",
                "frames afterwards, of chunks",
                "had all after ms");
        results.each(ALL, this::row);
        sheet.targets();
        double normal = middle(Manner.NORMAL, result -> result.others().p99());
        for (var manner : List.of(Manner.SLOW, Manner.STOPPED)) {
            sheet.atMost(
                    "others' p99 while one reads " + manner.title(),
                    "%.2f ×",
                    1.5,
                    middle(manner, result -> result.others().p99()) / normal);
            sheet.atMost(
                    "heap that it takes, reading " + manner.title(),
                    "%.1f MB",
                    10,
                    middle(manner, Result::taken) - middle(Manner.NORMAL, Result::taken));
        }
        double again = middle(Manner.NORMAL_AGAIN, result -> result.others().p99());
        if (!Double.isNaN(again / normal)) {
            sheet.row(
                    "noise, a normal reader against a normal reader",
                    "1.00 ×",
                    "p99 %.2f ×, heap %+.1f MB"
                            .formatted(
                                    again / normal,
                                    middle(Manner.NORMAL_AGAIN, Result::taken) - middle(Manner.NORMAL, Result::taken)),
                    "");
        }
        sheet.lost("readers that did not get exactly what was sent, the slow one included", faults);
        sheet.closing(
                "Median (smallest–largest) of %d rounds, %.0f s measured of each; %d others at %d chunks a second, the one in question at %,d."
                        .formatted(
                                plan.rounds(),
                                plan.window().toMillis() / 1e3,
                                plan.readers(),
                                plan.rate(),
                                plan.fast()),
                faults);
        sheet.publish(Path.of("target/bench/slow.md"));
    }

    private void row(Manner manner, List<Result> runs) {
        sheet.row(
                manner.title(),
                range("%.2f", runs, result -> result.others().p50()),
                range("%.2f", runs, result -> result.others().p99()),
                range("%.2f", runs, result -> result.others().lateP99()),
                "%.1f, %s"
                        .formatted(median(runs, result -> result.memory().heap()), range("%.1f", runs, Result::taken)),
                range("%.0f", runs, result -> result.memory().resident()),
                range("%,.0f", runs, Result::behind),
                "%,.0f, %,.0f".formatted(median(runs, Result::frames), median(runs, Result::chunks)),
                range("%,.0f", runs, Result::catchUp));
    }

    private double middle(Manner manner, ToDoubleFunction<Result> figure) {
        return median(results.of(ALL, manner), figure);
    }
}
