package start;

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
    private final Results<String, Subject, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(Subject subject, Result result) {
        results.add(ALL, subject, result);
    }

    void fault(String fault) {
        faults.add(fault);
    }

    boolean isSound() {
        return faults.isEmpty() && !results.isEmpty();
    }

    void publish(List<Subject> subjects, Image image) throws IOException {
        sheet.head("JDK " + Runtime.version());
        sheet.columns(
                "start",
                "first page ms",
                "ready ms",
                "first answer ms",
                "RSS MB when ready",
                "RSS MB after a conversation",
                "files MB");
        for (var subject : subjects) {
            var runs = results.of(ALL, subject);
            sheet.row(
                    subject.title(),
                    range("%,.0f", runs, Result::page),
                    range("%,.0f", runs, Result::ready),
                    range("%,.0f", runs, Result::answer),
                    range("%.0f", runs, Result::resident),
                    range("%.0f", runs, Result::conversed),
                    "%.0f".formatted(image.megabytes(subject.parts())));
        }
        sheet.targets();
        sheet.atMost("first page, JVM with AOT cache", "%,.0f ms", 1_000, middle(Subject.AOT, Result::page));
        sheet.atMost("first page, native", "%,.0f ms", 200, middle(Subject.NATIVE, Result::page));
        sheet.atMost(
                "resident memory after a conversation, native",
                "%.0f MB",
                75,
                middle(Subject.NATIVE, Result::conversed));
        noise();
        sheet.lost("starts that failed, or answers that were not what was sent", faults);
        sheet.closing(
                "Median (smallest–largest) of %d starts each, by turns, after one that is not counted. JVM options %s."
                        .formatted(
                                subjects.stream()
                                        .mapToInt(subject ->
                                                results.of(ALL, subject).size())
                                        .min()
                                        .orElse(0),
                                String.join(" ", plan.options())),
                faults);
        sheet.publish(Path.of("target/bench/start.md"));
    }

    private void noise() {
        double again = middle(Subject.AOT_AGAIN, Result::page);
        if (!Double.isNaN(again)) {
            sheet.row(
                    "noise, the JVM with AOT cache against itself",
                    "1.00 ×",
                    "page %.2f ×, RSS %.2f ×"
                            .formatted(
                                    again / middle(Subject.AOT, Result::page),
                                    middle(Subject.AOT_AGAIN, Result::resident)
                                            / middle(Subject.AOT, Result::resident)),
                    "");
        }
    }

    private double middle(Subject subject, ToDoubleFunction<Result> figure) {
        return median(results.of(ALL, subject), figure);
    }
}
