package page;

import static common.Medians.median;
import static common.Medians.range;

import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private final Plan plan;
    private final Sheet sheet;
    private final Results<Load, Subject, Result> results = new Results<>();
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

    void publish(Path file) throws IOException {
        sheet.head("Chromium " + browser);
        costs();
        feelings();
        targets();
        sheet.closing("Median (smallest–largest) of %d rounds.".formatted(plan.rounds()), faults());
        sheet.publish(file);
    }

    /** The references may fall behind, Parley may not. */
    List<String> faults() {
        return results.loads().stream()
                .flatMap(load -> List.of(Subject.PARLEY, Subject.UNPACED).stream()
                        .flatMap(subject -> results.of(load, subject).stream()
                                .filter(run -> run.shown() < 1)
                                .map(run -> "%s, %s: only %.0f%% were shown"
                                        .formatted(load.title(), subject.title(), 100 * run.shown()))))
                .toList();
    }

    private void costs() {
        sheet.columns(
                "load",
                "page",
                "main thread ms",
                "µs per token",
                "frames",
                "ms per frame",
                "in the last fifth",
                "script, layout ms",
                "long tasks, ms over 50",
                "heap MB",
                "shown");
        for (var load : results.loads()) {
            if (!load.felt()) {
                results.each(load, (subject, runs) -> cost(load, subject, runs));
            }
        }
    }

    private void cost(Load load, Subject subject, List<Result> runs) {
        sheet.row(
                load.title(),
                subject.title(),
                range("%,.0f", runs, Result::mainThread),
                range("%.0f", runs, Result::perToken),
                "%.0f".formatted(median(runs, Result::frames)),
                range("%.2f", runs, Result::perFrame),
                "%.2f".formatted(median(runs, Result::lastFifthPerFrame)),
                "%,.0f, %,.0f".formatted(median(runs, Result::script), median(runs, Result::layout)),
                "%.0f, %,.0f".formatted(median(runs, Result::longTasks), median(runs, Result::longTime)),
                "%.0f".formatted(median(runs, Result::heapMegabytes)),
                "%.0f%%".formatted(100 * median(runs, Result::shown)));
    }

    private void feelings() {
        sheet.columns(
                "load", "page", "typing p95 ms", "chunk to pixel p50 ms", "chunk to pixel p95 ms", "frames dropped");
        for (var load : results.loads()) {
            if (load.felt()) {
                results.each(
                        load,
                        (subject, runs) -> sheet.row(
                                load.title(),
                                subject.title(),
                                range("%.0f", runs, Result::typingP95),
                                range("%.0f", runs, Result::delayP50),
                                range("%.0f", runs, Result::delayP95),
                                "%.1f%%".formatted(100 * median(runs, Result::droppedShare))));
            }
        }
    }

    private void targets() {
        sheet.targets();
        double mixed = middle(Load.MIXED, Subject.PARLEY, Result::mainThread);
        double perFrame = middle(Load.MIXED, Subject.PARLEY, Result::perFrame);
        sheet.atMost(
                "main thread for 20,000 tokens against append-only text",
                "%.2f ×",
                1.1,
                mixed / middle(Load.MIXED, Subject.APPENDING, Result::mainThread));
        sheet.atMost(
                "ms per frame, 100,000 tokens against 20,000",
                "%.2f ×",
                1.5,
                middle(Load.LARGE, Subject.PARLEY, Result::perFrame) / perFrame);
        sheet.atMost(
                "ms per frame after 500 messages against none",
                "%.2f ×",
                1.3,
                middle(Load.AFTER_HISTORY, Subject.PARLEY, Result::perFrame) / perFrame);
        sheet.atMost(
                "main thread for a fence of 20,000 tokens against 20,000 mixed",
                "%.2f ×",
                1.2,
                middle(Load.FENCE, Subject.PARLEY, Result::mainThread) / mixed);
    }

    private double middle(String name, Subject subject, ToDoubleFunction<Result> figure) {
        return results.loads().stream()
                .filter(load -> load.name().equals(name))
                .map(load -> results.median(load, subject, figure))
                .findFirst()
                .orElse(Double.NaN);
    }
}
