package others;

import static common.Medians.median;
import static common.Medians.range;

import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final Path VERSIONS = Path.of("bench/others/apps/requirements.txt");

    private final Plan plan;
    private final Sheet sheet;
    private final Results<Load, Subject, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();
    private String browser = "";

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void browser(String version) {
        browser = version;
    }

    void add(Load load, Subject subject, Result result) {
        results.add(load, subject, result);
    }

    void fault(String fault) {
        faults.add(fault);
    }

    boolean isSound() {
        return faults.isEmpty() && !results.isEmpty();
    }

    void publish() throws IOException {
        sheet.head("%s, Chromium %s, JDK %s"
                .formatted(
                        String.join(", ", Files.readAllLines(VERSIONS)).replace("==", " "),
                        browser,
                        Runtime.version()));
        feelings();
        costs();
        noise();
        sheet.closing(
                "Median (smallest–largest) of %d rounds; answers of %d chunks, %d a second."
                        .formatted(plan.rounds(), plan.chunks(), plan.rate()),
                faults);
        sheet.publish(Path.of("target/bench/others.md"));
    }

    private void feelings() {
        sheet.columns(
                "load",
                "chat",
                "first text ms",
                "chunk to pixel p50 ms",
                "chunk to pixel p95 ms",
                "server ms per chunk, with many");
        for (var load : results.loads()) {
            if (load.felt()) {
                results.each(
                        load,
                        (subject, runs) -> sheet.row(
                                load.title(),
                                subject.title(),
                                range("%,.0f", runs, Result::first),
                                range("%,.0f", runs, Result::p50),
                                range("%,.0f", runs, Result::p95),
                                range("%.2f", runs, Result::server)));
            }
        }
    }

    private void costs() {
        sheet.columns(
                "load",
                "chat",
                "server ms per chunk",
                "main thread ms per chunk",
                "bytes per chunk",
                "frames or pieces per chunk",
                "RSS of server MB");
        for (var load : results.loads()) {
            if (!load.felt()) {
                results.each(
                        load,
                        (subject, runs) -> sheet.row(
                                load.title(),
                                subject.title(),
                                range("%.2f", runs, Result::server),
                                range("%.2f", runs, Result::mainThread),
                                range("%,.0f", runs, Result::bytes),
                                "%.2f".formatted(median(runs, Result::frames)),
                                "%.0f".formatted(median(runs, Result::resident))));
            }
        }
    }

    private void noise() {
        var felt = new Load(0, 1, true);
        var cost = new Load(0, 1, false);
        sheet.targets();
        double again = ratio(felt, Result::p50);
        if (!Double.isNaN(again)) {
            sheet.row(
                    "noise, Parley against Parley, one chat",
                    "1.00 ×",
                    "first text %.2f ×, chunk to pixel p50 %.2f ×, server %.2f ×, main thread %.2f ×"
                            .formatted(
                                    ratio(felt, Result::first),
                                    again,
                                    ratio(cost, Result::server),
                                    ratio(cost, Result::mainThread)),
                    "");
        }
        sheet.lost("runs in which a chat did not show all that was said", faults);
    }

    private double ratio(Load load, ToDoubleFunction<Result> figure) {
        return results.median(load, Subject.PARLEY_AGAIN, figure) / results.median(load, Subject.PARLEY, figure);
    }
}
