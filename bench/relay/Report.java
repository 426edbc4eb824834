package relay;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final String PARLEY = "Parley";
    private static final String RELAY = "bare relay";
    private static final String NOISE = "bare relay, again";

    private final Plan plan;
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final Map<Load, Map<String, List<Result>>> results = new LinkedHashMap<>();
    private boolean brokenOff;

    Report(Plan plan) {
        this.plan = plan;
    }

    void add(Load load, String server, Result result) {
        results.computeIfAbsent(load, key -> new LinkedHashMap<>())
                .computeIfAbsent(server, key -> new ArrayList<>())
                .add(result);
    }

    /** There was no time for all of it. */
    void brokenOff() {
        brokenOff = true;
    }

    boolean isSound() {
        return faults().isEmpty() && !results.isEmpty();
    }

    private List<String> faults() {
        return results.values().stream()
                .flatMap(servers -> servers.entrySet().stream())
                .flatMap(server -> server.getValue().stream()
                        .flatMap(result -> result.faults().stream())
                        .map(fault -> server.getKey() + ": " + fault))
                .toList();
    }

    String write(Path file) throws IOException {
        var text = new StringBuilder();
        head(text);
        table(text);
        targets(text);
        closing(text);
        Files.writeString(file, text);
        return text.toString();
    }

    private void head(StringBuilder text) {
        text.append("%s, commit %s, JDK %s, %d processors, load average before the run %.1f%n%n"
                .formatted(
                        LocalDate.now(),
                        plan.commit().isEmpty() ? "unknown" : plan.commit(),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        loadBefore));
    }

    private void table(StringBuilder text) {
        text.append("""
                | streams | server | p50 ms | p99 ms | CPU µs/chunk | chunks/s | bytes per text byte | CPUs of server, load | load late p99 ms | RSS MB |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (var load : measured()) {
            for (var server : List.of(PARLEY, RELAY, NOISE)) {
                var runs = runs(load, server);
                if (!runs.isEmpty()) {
                    row(text, load, server, runs);
                }
            }
        }
    }

    private static void row(StringBuilder text, Load load, String server, List<Result> runs) {
        text.append("| ")
                .append(String.join(
                        " | ",
                        load.name(),
                        server,
                        range("%.2f", runs, Result::p50),
                        range("%.2f", runs, Result::p99),
                        range("%.1f", runs, Result::micros),
                        "%,.0f".formatted(median(runs, Result::chunksPerSecond)),
                        "%.2f".formatted(median(runs, Result::bytesPerTextByte)),
                        "%.2f, %.2f".formatted(median(runs, Result::serverShare), median(runs, Result::generatorShare)),
                        range("%.2f", runs, Result::lateP99),
                        "%.0f".formatted(median(runs, Result::residentMegabytes))))
                .append(" |\n");
    }

    private void targets(StringBuilder text) {
        text.append("\n| | target | measured | |\n| --- | --- | --- | --- |\n");
        for (var load : measured()) {
            if (load.streams() == 100 && load.isPaced()) {
                target(text, load, "latency p50", "ms", 0.5, middle(load, PARLEY, Result::p50));
                target(text, load, "latency p99", "ms", 5, middle(load, PARLEY, Result::p99));
            }
            target(
                    text,
                    load,
                    "CPU per chunk against the bare relay",
                    "×",
                    load.isPaced() ? 2 : 1.3,
                    middle(load, PARLEY, Result::micros) / middle(load, RELAY, Result::micros));
            if (load.isPaced()) {
                target(text, load, "bytes per text byte", "", 2, middle(load, PARLEY, Result::bytesPerTextByte));
            }
        }
        delivered(text);
        noise(text);
        text.append("| readers that did not get exactly what was sent | 0 | %d | %s |%n"
                .formatted(faults().size(), faults().isEmpty() ? "met" : "**missed**"));
    }

    private void target(StringBuilder text, Load load, String what, String unit, double target, double measured) {
        if (!Double.isNaN(measured)) {
            String verdict = !carried(load) ? "not judged" : measured <= target ? "met" : "**missed**";
            text.append("| %s, %s | %s %s | %.2f %s | %s |%n"
                    .formatted(what, load.name(), target, unit, measured, unit, verdict));
        }
    }

    /** Whether the machine could do what was due: beyond that the servers have done different work. */
    private boolean carried(Load load) {
        double due = 0.95 * load.streams() * load.rate();
        return middle(load, PARLEY, Result::chunksPerSecond) >= due
                && !(middle(load, RELAY, Result::chunksPerSecond) < due);
    }

    private void delivered(StringBuilder text) {
        for (var load : measured()) {
            double due = load.streams() * load.rate();
            if (load.isPaced() && load.streams() > 1) {
                text.append("| chunks delivered of %,.0f due in a second, %s | all | %.0f%%, bare relay %.0f%% | |%n"
                        .formatted(
                                due,
                                load.name(),
                                100 * middle(load, PARLEY, Result::chunksPerSecond) / due,
                                100 * middle(load, RELAY, Result::chunksPerSecond) / due));
            }
        }
    }

    /** The reference against itself, from another process: what differs here means nothing elsewhere. */
    private void noise(StringBuilder text) {
        var load = plan.noiseLoad();
        double first = middle(load, RELAY, Result::micros);
        double second = middle(load, NOISE, Result::micros);
        if (!Double.isNaN(first / second)) {
            text.append("| noise, the bare relay against itself, %s | 1.00 × | CPU %.2f ×, p50 %.2f ×, p99 %.2f × | |%n"
                    .formatted(
                            load.name(),
                            second / first,
                            middle(load, NOISE, Result::p50) / middle(load, RELAY, Result::p50),
                            middle(load, NOISE, Result::p99) / middle(load, RELAY, Result::p99)));
        }
    }

    private void closing(StringBuilder text) {
        text.append("\nMedian (smallest–largest) of %d rounds, %s s measured of each paced run."
                .formatted(plan.rounds(), plan.window().toMillis() / 1e3));
        if (brokenOff) {
            text.append(" The time was up before all runs were done.");
        }
        text.append('\n');
        faults().stream()
                .limit(10)
                .forEach(fault -> text.append("- ").append(fault).append('\n'));
    }

    private double middle(Load load, String server, ToDoubleFunction<Result> figure) {
        return median(runs(load, server), figure);
    }

    private List<Result> runs(Load load, String server) {
        return results.getOrDefault(load, Map.of()).getOrDefault(server, List.of());
    }

    private List<Load> measured() {
        return plan.loads().stream().filter(results::containsKey).toList();
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
