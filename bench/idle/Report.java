package idle;

import static common.Medians.median;
import static common.Medians.range;

import common.Memory;
import common.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The figures as Markdown: medians of the rounds, with the smallest and the largest. */
final class Report {

    /** KB that an idle socket may take. */
    private static final double TARGET = 20;

    private final Plan plan;
    private final Sheet sheet;
    private final List<Result> results = new ArrayList<>();

    Report(Plan plan) {
        this.plan = plan;
        this.sheet = new Sheet(plan.commit());
    }

    Sheet sheet() {
        return sheet;
    }

    void add(Result result) {
        results.add(result);
    }

    static String inShort(Plan plan, Result result) {
        return "%.1f KB of heap and %.1f KB resident a socket, p99 alone %.2f and amid %.2f ms"
                .formatted(
                        each(result.none().heap(), result.all().heap(), plan.sockets()),
                        each(result.none().resident(), result.all().resident(), plan.sockets()),
                        result.before().millis(0.99),
                        result.amid().millis(0.99));
    }

    void publish(List<String> faults) throws IOException {
        sheet.head("JDK " + Runtime.version());
        memory();
        latency();
        targets(faults);
        sheet.closing(
                "Median (smallest–largest) of %d rounds, each by a Parley of its own; JVM options %s; all sockets opened in %s s."
                        .formatted(
                                results.size(),
                                String.join(" ", Memory.SHRINKING),
                                range("%.0f", results, Result::opening)),
                faults);
        sheet.publish(Path.of("target/bench/idle.md"));
    }

    private void memory() {
        sheet.columns("sockets", "heap MB", "RSS MB", "heap KB per socket more", "RSS KB per socket more");
        row("none", Result::none, Result::none, 0);
        row("none, again", Result::again, Result::none, 0);
        row(
                "%,d of conversations with an answer".formatted(plan.written()),
                Result::written,
                Result::none,
                plan.written());
        row(
                "and %,d of new ones".formatted(plan.sockets() - plan.written()),
                Result::all,
                Result::written,
                plan.sockets() - plan.written());
        row("all, from none", Result::all, Result::none, plan.sockets());
        row("none any more", Result::left, Result::none, 0);
    }

    private void row(String what, Function<Result, Memory> now, Function<Result, Memory> before, int sockets) {
        sheet.row(
                what,
                range("%.1f", results, result -> now.apply(result).heap()),
                range("%.1f", results, result -> now.apply(result).resident()),
                sockets == 0
                        ? "–"
                        : range(
                                "%.1f",
                                results,
                                result -> each(
                                        before.apply(result).heap(),
                                        now.apply(result).heap(),
                                        sockets)),
                sockets == 0
                        ? "–"
                        : range(
                                "%.1f",
                                results,
                                result -> each(
                                        before.apply(result).resident(),
                                        now.apply(result).resident(),
                                        sockets)));
    }

    /** KB. */
    private static double each(double before, double now, int sockets) {
        return (now - before) * 1_024 / sockets;
    }

    private void latency() {
        sheet.columns("an answer at 50/s to", "p50 ms", "p99 ms");
        sheet.row(
                "a reader alone",
                range("%.2f", results, result -> result.before().millis(0.5)),
                range("%.2f", results, result -> result.before().millis(0.99)));
        sheet.row(
                "one of %,d".formatted(plan.sockets()),
                range("%.2f", results, result -> result.amid().millis(0.5)),
                range("%.2f", results, result -> result.amid().millis(0.99)));
    }

    private void targets(List<String> faults) {
        sheet.targets();
        sheet.atMost(
                "heap of an idle socket",
                "%.1f KB",
                TARGET,
                median(
                        results,
                        result -> each(result.none().heap(), result.all().heap(), plan.sockets())));
        sheet.atMost(
                "resident memory of an idle socket",
                "%.1f KB",
                TARGET,
                median(
                        results,
                        result -> each(result.none().resident(), result.all().resident(), plan.sockets())));
        sheet.row(
                "noise, no sockets against no sockets",
                "0.0 KB",
                "heap %.1f KB, RSS %.1f KB, spread over as many sockets"
                        .formatted(
                                median(
                                        results,
                                        result -> each(
                                                result.none().heap(),
                                                result.again().heap(),
                                                plan.sockets())),
                                median(
                                        results,
                                        result -> each(
                                                result.none().resident(),
                                                result.again().resident(),
                                                plan.sockets()))),
                "");
        sheet.lost("sockets that were lost or did not get exactly what was sent", faults);
    }
}
