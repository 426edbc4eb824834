package relay;

import static common.Medians.median;
import static common.Medians.range;

import common.Load;
import common.Result;
import common.Results;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    private static final String PARLEY = "Parley";
    private static final String RELAY = "bare relay";
    private static final String NOISE = "bare relay, again";

    private final Plan plan;
    private final Sheet sheet;
    private final Results<Load, String, Result> results = new Results<>();
    private final List<String> faults = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(Load load, String server, Result result) {
        results.add(load, server, result);
        result.faults().forEach(fault -> faults.add(server + ": " + fault));
    }

    boolean isSound() {
        return faults.isEmpty() && !results.isEmpty();
    }

    void publish(Path file) throws IOException {
        sheet.head("JDK " + Runtime.version());
        table();
        targets();
        sheet.closing(
                "Median (smallest–largest) of %d rounds, %s s measured of each paced run."
                        .formatted(plan.rounds(), plan.window().toMillis() / 1e3),
                faults);
        sheet.publish(file);
    }

    private void table() {
        sheet.columns(
                "streams",
                "server",
                "p50 ms",
                "p99 ms",
                "CPU µs/chunk",
                "chunks/s",
                "bytes per text byte",
                "CPUs of server, load",
                "load late p99 ms",
                "RSS MB");
        for (var load : measured()) {
            for (var server : List.of(PARLEY, RELAY, NOISE)) {
                var runs = results.of(load, server);
                if (!runs.isEmpty()) {
                    row(load, server, runs);
                }
            }
        }
    }

    private void row(Load load, String server, List<Result> runs) {
        sheet.row(
                load.name(),
                server,
                range("%.2f", runs, Result::p50),
                range("%.2f", runs, Result::p99),
                range("%.1f", runs, Result::micros),
                "%,.0f".formatted(median(runs, Result::chunksPerSecond)),
                "%.2f".formatted(median(runs, Result::bytesPerTextByte)),
                "%.2f, %.2f".formatted(median(runs, Result::serverShare), median(runs, Result::generatorShare)),
                range("%.2f", runs, Result::lateP99),
                "%.0f".formatted(median(runs, Result::residentMegabytes)));
    }

    private void targets() {
        sheet.targets();
        for (var load : measured()) {
            if (load.streams() == 100 && load.isPaced()) {
                target(load, "latency p50", "ms", 0.5, results.median(load, PARLEY, Result::p50));
                target(load, "latency p99", "ms", 5, results.median(load, PARLEY, Result::p99));
            }
            target(
                    load,
                    "CPU per chunk against the bare relay",
                    "×",
                    load.isPaced() ? 2 : 1.3,
                    results.median(load, PARLEY, Result::micros) / results.median(load, RELAY, Result::micros));
            if (load.isPaced()) {
                target(load, "bytes per text byte", "", 2, results.median(load, PARLEY, Result::bytesPerTextByte));
            }
        }
        delivered();
        noise();
        sheet.lost("readers that did not get exactly what was sent", faults);
    }

    private void target(Load load, String what, String unit, double target, double measured) {
        if (!Double.isNaN(measured)) {
            String verdict = !carried(load) ? "not judged" : measured <= target ? "met" : "**missed**";
            sheet.row(
                    what + ", " + load.name(),
                    "%s %s".formatted(target, unit).strip(),
                    "%.2f %s".formatted(measured, unit).strip(),
                    verdict);
        }
    }

    /** Whether the machine could do what was due: beyond that the servers have done different work. */
    private boolean carried(Load load) {
        double due = 0.95 * load.streams() * load.rate();
        return results.median(load, PARLEY, Result::chunksPerSecond) >= due
                && !(results.median(load, RELAY, Result::chunksPerSecond) < due);
    }

    private void delivered() {
        for (var load : measured()) {
            double due = load.streams() * load.rate();
            if (load.isPaced() && load.streams() > 1) {
                sheet.row(
                        "chunks delivered of %,.0f due in a second, %s".formatted(due, load.name()),
                        "all",
                        "%.0f%%, bare relay %.0f%%"
                                .formatted(
                                        100 * results.median(load, PARLEY, Result::chunksPerSecond) / due,
                                        100 * results.median(load, RELAY, Result::chunksPerSecond) / due),
                        "");
            }
        }
    }

    /** The reference against itself, from another process: what differs here means nothing elsewhere. */
    private void noise() {
        var load = plan.noiseLoad();
        double first = results.median(load, RELAY, Result::micros);
        double second = results.median(load, NOISE, Result::micros);
        if (!Double.isNaN(first / second)) {
            sheet.row(
                    "noise, the bare relay against itself, " + load.name(),
                    "1.00 ×",
                    "CPU %.2f ×, p50 %.2f ×, p99 %.2f ×"
                            .formatted(
                                    second / first,
                                    results.median(load, NOISE, Result::p50) / results.median(load, RELAY, Result::p50),
                                    results.median(load, NOISE, Result::p99)
                                            / results.median(load, RELAY, Result::p99)),
                    "");
        }
    }

    private List<Load> measured() {
        return plan.loads().stream().filter(results.loads()::contains).toList();
    }
}
