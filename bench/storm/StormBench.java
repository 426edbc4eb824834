package storm;

import common.Budget;
import common.Generator;
import common.Guests;
import common.Launch;
import common.Load;
import common.Scratch;
import common.Server;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one owner that floods does to the others. bench/README.md says what is measured and how; {@code bench/storm/run} runs
 * it.
 */
public final class StormBench {

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;

    private StormBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/storm/run --help} lists. Ends with 1 where any of the others lost anything. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new StormBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException {
        var options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        options.addAll(plan.parleyOptions());
        try (var scratch = Scratch.at(plan.output().resolve("data"));
                var server = new Server(
                        "Parley",
                        true,
                        Launch.parley(options, generator.upstream(), scratch.folder()),
                        plan.output().resolve("parley.log"))) {
            server.awaitStart().admit(plan.readers() + 1);
            generator.measure(Load.saturated(plan.readers(), 3_200), server);
            measure(server, Weather.STORM);
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                var weathers = List.of(Weather.values());
                for (var weather : round % 2 == 0 ? weathers.reversed() : weathers) {
                    if (budget.lasts()) {
                        var result = measure(server, weather);
                        report.add(weather, result);
                        budget.progress("round %d, %-12s %s %s"
                                .formatted(
                                        round, weather.title(), result.others().inShort(), result.outcomes()));
                    }
                }
            }
        }
        report.publish();
        return report.isSound();
    }

    private Result measure(Server server, Weather weather) {
        var load = Load.paced(plan.readers(), plan.rate(), plan.window());
        try (var flood = new Flood(server, server.cookie(plan.readers()))) {
            Runnable begin = weather == Weather.STORM ? () -> flood.begin(plan) : () -> {};
            var others = generator.measure(load, server, new Guests(List.of(), begin, flood::end));
            return new Result(others, flood.outcomes());
        }
    }
}
