package slow;

import common.Budget;
import common.Generator;
import common.Guests;
import common.Launch;
import common.Load;
import common.Memory;
import common.Scratch;
import common.Server;
import common.Stream;
import common.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What one slow reader does to the others, and whether it gets everything. bench/README.md says what is measured and how;
 * {@code bench/slow/run} runs it.
 */
public final class SlowBench {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;

    private SlowBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/slow/run --help} lists. Ends with 1 where any reader lost anything. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new SlowBench(plan, generator).run();
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
            server.awaitStart().admit(plan.readers() + 1);
            generator.measure(Load.saturated(plan.readers(), 1_600), server);
            measure(server, Manner.SLOW);
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                var manners = List.of(Manner.values());
                for (var manner : round % 2 == 0 ? manners.reversed() : manners) {
                    if (budget.lasts()) {
                        var result = measure(server, manner);
                        report.add(manner, result);
                        budget.progress("round %d, %-22s %s, %,d chunks behind, all there %.0f ms later, %.0f MB"
                                .formatted(
                                        round,
                                        manner.title(),
                                        result.others().inShort(),
                                        result.behind(),
                                        result.catchUp(),
                                        result.memory().resident()));
                    }
                }
            }
        }
        report.publish();
        return report.isSound();
    }

    private Result measure(Server server, Manner manner) throws IOException {
        var load = Load.paced(plan.readers(), plan.rate(), plan.window());
        int chunks = (int) plan.window().plusSeconds(60).toSeconds() * plan.fast();
        var stream = new Stream(plan.readers(), plan.fast(), chunks);
        String prompt = Upstream.prompt(plan.readers(), generator.nextRun());
        var before = Memory.of(server.pid());
        var memory = new AtomicReference<Memory>();
        var behind = new AtomicReference<>(0);
        try (var dawdler = new Dawdler(server, stream, manner, server.cookie(plan.readers()))) {
            var others = generator.measure(load, server, new Guests(List.of(stream), () -> dawdler.ask(prompt), () -> {
                behind.set(stream.sent() - stream.chunksReceived());
                memory.set(Memory.of(server.pid()));
            }));
            int frames = stream.frames();
            int received = stream.chunksReceived();
            long hurried = System.nanoTime();
            dawdler.hurry();
            while (!stream.isOver() && System.nanoTime() - hurried < PATIENCE.toNanos()) {
                LockSupport.parkNanos(100_000);
            }
            double catchUp = (System.nanoTime() - hurried) / 1e6;
            String fault = stream.fault();
            if (fault != null) {
                report.fault(manner.title() + ": " + fault);
            }
            return new Result(
                    others,
                    behind.get(),
                    before,
                    memory.get(),
                    stream.frames() - frames,
                    stream.chunksReceived() - received,
                    catchUp);
        }
    }
}
