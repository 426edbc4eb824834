package relay;

import common.Budget;
import common.Generator;
import common.Launch;
import common.Result;
import common.Scratch;
import common.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What Parley adds between Claude and a reader, beside the least that a relay can do. bench/README.md says what is measured
 * and how; {@code bench/relay/run} runs it.
 */
public final class RelayBench {

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;

    private RelayBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/relay/run --help} lists. Ends with 1 where anything was lost. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new RelayBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException {
        int port = generator.upstream();
        var output = plan.output();
        try (var scratch = Scratch.at(output.resolve("data"));
                var parley = new Server(
                        "Parley",
                        true,
                        Launch.parley(plan.parleyOptions(), port, scratch.folder()),
                        output.resolve("parley.log"));
                var relay = new Server("bare relay", false, relay(port), output.resolve("relay.log"));
                var again = new Server("bare relay, again", false, relay(port), output.resolve("relay-again.log"))) {
            var servers = List.of(parley, relay, again);
            servers.forEach(Server::awaitStart);
            servers.forEach(this::warmUp);
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                round(round, servers);
            }
        }
        report.publish(Path.of("target/bench/relay.md"));
        return report.isSound();
    }

    /** The reference, from the class path of this process. */
    private List<String> relay(int upstream) {
        var command = Launch.java(plan.options());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), BareRelay.class.getName(), Integer.toString(upstream)));
        return command;
    }

    /** Enough for the compiler to have seen every path often: much at once, then paced as it will be measured. */
    private void warmUp(Server server) {
        for (var load : plan.warmUp()) {
            progress("warm-up, " + load.name(), server, generator.measure(load, server));
        }
    }

    /**
     * A, B, A, B: what the machine does meanwhile meets both alike; and each round begins with another. The busiest loads
     * come first, so that nothing is left to be compiled when a single stream is measured.
     */
    private void round(int round, List<Server> servers) {
        for (var load : plan.loads().reversed()) {
            var order = new ArrayList<>(servers.subList(0, load.equals(plan.noiseLoad()) ? 3 : 2));
            for (var server : round % 2 == 0 ? order.reversed() : order) {
                if (budget.lasts()) {
                    var result = generator.measure(load, server);
                    report.add(load, server.name(), result);
                    progress("round " + round + ", " + load.name(), server, result);
                }
            }
        }
    }

    private void progress(String what, Server server, Result result) {
        budget.progress("%-28s %-18s %s".formatted(what, server.name(), result.inShort()));
    }
}
