package page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private final Plan plan;
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final Map<Load, Map<Subject, List<Result>>> results = new LinkedHashMap<>();
    private String browser = "";
    private boolean brokenOff;

    Report(Plan plan) {
        this.plan = plan;
    }

    void browser(String version) {
        browser = version;
    }

    void add(Load load, Subject subject, Result result) {
        results.computeIfAbsent(load, key -> new EnumMap<>(Subject.class))
                .computeIfAbsent(subject, key -> new ArrayList<>())
                .add(result);
    }

    /** There was no time for all of it. */
    void brokenOff() {
        brokenOff = true;
    }

    String write(Path file) throws IOException {
        var text = new StringBuilder();
        text.append("%s, commit %s, Chromium %s, %d processors, load average before the run %.1f%n%n"
                .formatted(
                        LocalDate.now(),
                        plan.commit().isEmpty() ? "unknown" : plan.commit(),
                        browser,
                        Runtime.getRuntime().availableProcessors(),
                        loadBefore));
        costs(text);
        feelings(text);
        targets(text);
        text.append("\nMedian (smallest–largest) of %d rounds.%s%n"
                .formatted(plan.rounds(), brokenOff ? " The time was up before all runs were done." : ""));
        Files.writeString(file, text);
        return text.toString();
    }

    private void costs(StringBuilder text) {
        text.append("""
                | load | page | main thread ms | µs per token | frames | ms per frame | in the last fifth | script, layout ms | long tasks, ms over 50 | heap MB | shown |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        results.forEach((load, subjects) -> subjects.forEach((subject, runs) -> {
            if (!load.felt()) {
                row(
                        text,
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
        }));
    }

    private void feelings(StringBuilder text) {
        text.append("""

                | load | page | typing p95 ms | chunk to pixel p50 ms | p95 ms | frames dropped |
                | --- | --- | --- | --- | --- | --- |
                """);
        results.forEach((load, subjects) -> subjects.forEach((subject, runs) -> {
            if (load.felt()) {
                row(
                        text,
                        load.title(),
                        subject.title(),
                        range("%.0f", runs, Result::typingP95),
                        range("%.0f", runs, Result::delayP50),
                        range("%.0f", runs, Result::delayP95),
                        "%.1f%%".formatted(100 * median(runs, Result::droppedShare)));
            }
        }));
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private void targets(StringBuilder text) {
        text.append("\n| | target | measured | |\n| --- | --- | --- | --- |\n");
        double mixed = middle(Load.MIXED, Subject.PARLEY, Result::mainThread);
        double perFrame = middle(Load.MIXED, Subject.PARLEY, Result::perFrame);
        target(
                text,
                "main thread for 20,000 tokens against append-only text",
                1.1,
                mixed / middle(Load.MIXED, Subject.APPENDING, Result::mainThread));
        target(
                text,
                "ms per frame, 100,000 tokens against 20,000",
                1.5,
                middle(Load.LARGE, Subject.PARLEY, Result::perFrame) / perFrame);
        target(
                text,
                "ms per frame after 500 messages against none",
                1.3,
                middle(Load.AFTER_HISTORY, Subject.PARLEY, Result::perFrame) / perFrame);
        target(
                text,
                "main thread for a fence of 20,000 tokens against 20,000 mixed",
                1.2,
                middle(Load.FENCE, Subject.PARLEY, Result::mainThread) / mixed);
    }

    private static void target(StringBuilder text, String what, double target, double measured) {
        if (!Double.isNaN(measured)) {
            row(text, what, target + " ×", "%.2f ×".formatted(measured), measured <= target ? "met" : "**missed**");
        }
    }

    private double middle(String load, Subject subject, ToDoubleFunction<Result> figure) {
        return results.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(load))
                .map(entry -> median(entry.getValue().getOrDefault(subject, List.of()), figure))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double median(List<Result> runs, ToDoubleFunction<Result> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String range(String format, List<Result> runs, ToDoubleFunction<Result> figure) {
        double middle = median(runs, figure);
        if (Double.isNaN(middle)) {
            return "–";
        }
        double least = runs.stream().mapToDouble(figure).min().orElseThrow();
        double most = runs.stream().mapToDouble(figure).max().orElseThrow();
        return (format + " (" + format + "–" + format + ")").formatted(middle, least, most);
    }
}
