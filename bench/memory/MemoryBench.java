package memory;

import common.Budget;
import common.Generator;
import common.Guests;
import common.Launch;
import common.Load;
import common.Memory;
import common.Scratch;
import common.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a running answer takes of Parley's memory. bench/README.md says what is measured and how; {@code bench/memory/run} runs
 * it.
 */
public final class MemoryBench {

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;

    private MemoryBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/memory/run --help} lists. Ends with 1 where any reader lost anything. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new MemoryBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException {
        var options = new ArrayList<>(Memory.SHRINKING);
        options.addAll(plan.parleyOptions());
        try (var scratch = Scratch.at(plan.output().resolve("data"));
                var server = new Server(
                        "Parley",
                        true,
                        Launch.parley(options, generator.upstream(), scratch.folder()),
                        plan.output().resolve("parley.log"))) {
            server.awaitStart();
            int most = Collections.max(plan.streams());
            measure(server, Math.min(most, 100));
            // What is made once, such as threads and their buffers, is made for as many as there will be.
            measure(server, most);
            // None comes first: what is before it is the noise.
            var counts = new ArrayList<>(List.of(0));
            counts.addAll(plan.streams());
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                for (int count : round % 2 == 0 ? counts.reversed() : counts) {
                    if (budget.lasts()) {
                        var result = measure(server, count);
                        report.add(count, result);
                        budget.progress(
                                "round %d, %,5d answers: heap %.1f, before %.1f MB; resident %.0f, before %.0f MB"
                                        .formatted(
                                                round,
                                                count,
                                                result.running().heap(),
                                                result.before().heap(),
                                                result.running().resident(),
                                                result.before().resident()));
                    }
                }
            }
        }
        report.publish();
        return report.isSound();
    }

    private Result measure(Server server, int streams) {
        var before = Memory.of(server.pid());
        var running = new AtomicReference<Memory>();
        var load = Load.paced(streams, plan.rate(), plan.window());
        var result = generator.measure(
                load, server, new Guests(List.of(), () -> {}, () -> running.set(Memory.of(server.pid()))));
        result.faults().forEach(fault -> report.fault("%,d answers: %s".formatted(streams, fault)));
        return new Result(before, running.get(), result.lateP99());
    }
}
