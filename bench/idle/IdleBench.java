package idle;

import common.Budget;
import common.Generator;
import common.Guests;
import common.Launch;
import common.Load;
import common.Memory;
import common.Samples;
import common.Scratch;
import common.Server;
import common.Stream;
import common.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What idle sockets take of Parley's memory, and whether one of them is still served. bench/README.md says what is measured
 * and how; {@code bench/idle/run} runs it.
 */
public final class IdleBench {

    private static final int RATE = 50;
    private static final int WARM_UP_SOCKETS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;
    private final List<String> faults = new ArrayList<>();
    private final List<UUID> conversations;
    private List<String> cookies = List.of();

    private IdleBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
        this.conversations = IntStream.range(0, plan.sockets())
                .mapToObj(reader -> UUID.randomUUID())
                .toList();
    }

    /** Takes the options that {@code bench/idle/run --help} lists. Ends with 1 where a socket or any text was lost. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        requireFiles(plan.sockets());
        boolean sound;
        try (var generator = new Generator()) {
            sound = new IdleBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    /** A socket is a file, on both sides; the process that is measured has the same limit as this one. */
    private static void requireFiles(int sockets) throws IOException {
        String limit = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring(15).strip().split("\\s+")[0])
                .findFirst()
                .orElse("unlimited");
        if (!limit.equals("unlimited") && Long.parseLong(limit) < sockets + 500L) {
            throw new IllegalStateException(
                    "%,d sockets need a limit of open files above %s (ulimit -Hn)".formatted(sockets, limit));
        }
    }

    private boolean run() throws IOException {
        try (var scratch = Scratch.at(plan.output().resolve("data"))) {
            write(scratch.folder());
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                var result = round(round, scratch.folder());
                report.add(result);
                budget.progress("round " + round + ", " + Report.inShort(plan, result));
            }
        }
        report.publish(faults);
        return faults.isEmpty();
    }

    private Server parley(Path folder) throws IOException {
        var options = new ArrayList<>(Memory.SHRINKING);
        options.addAll(plan.parleyOptions());
        return new Server(
                        "Parley",
                        true,
                        Launch.parley(options, generator.upstream(), folder),
                        plan.output().resolve("parley.log"))
                .awaitStart();
    }

    /** Makes somebody of each reader, and gives some of their conversations an answer. */
    private void write(Path folder) throws IOException {
        try (var server = parley(folder)) {
            server.admit(plan.sockets());
            cookies = server.cookies();
            budget.progress("%,d readers are admitted".formatted(cookies.size()));
            var writers = idlers();
            writers.write(server, 0, plan.written());
            leave(writers);
            budget.progress("%,d conversations are written".formatted(plan.written()));
        }
    }

    private Result round(int round, Path folder) throws IOException {
        try (var server = parley(folder)) {
            warmUp(server);
            var alone = idlers();
            alone.open(server, 0, 1);
            var before = answer(server, alone, 0);
            leave(alone);
            var none = Memory.of(server.pid());
            var again = Memory.of(server.pid());
            var idlers = idlers();
            long begin = System.nanoTime();
            idlers.open(server, 0, plan.written());
            double opening = seconds(begin);
            var written = Memory.of(server.pid());
            begin = System.nanoTime();
            idlers.open(server, plan.written(), plan.sockets());
            opening += seconds(begin);
            var all = Memory.of(server.pid());
            var amid = answer(server, idlers, round % plan.sockets());
            leave(idlers);
            return new Result(none, again, written, all, Memory.of(server.pid()), before, amid, opening);
        }
    }

    private void warmUp(Server server) {
        generator.measure(Load.paced(20, RATE, plan.window()), server);
        var some = idlers();
        some.open(server, 0, Math.min(WARM_UP_SOCKETS, plan.sockets()));
        leave(some);
    }

    private Idlers idlers() {
        return new Idlers(generator, conversations, cookies);
    }

    private void leave(Idlers idlers) {
        idlers.close();
        faults.addAll(idlers.faults());
    }

    /** One of the sockets asks; the latencies of what comes. */
    private Samples answer(Server server, Idlers idlers, int socket) {
        var load = Load.paced(0, RATE, plan.window());
        var stream = new Stream(0, RATE, load.chunks());
        String prompt = Upstream.prompt(0, generator.nextRun());
        var latencies = new Samples();
        generator.measure(load, server, new Guests(List.of(stream), () -> idlers.ask(socket, stream, prompt), () -> {
            long now = System.nanoTime();
            stream.collect(now - plan.window().toNanos(), now, latencies, new Samples());
        }));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!stream.isOver() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        String fault = stream.fault();
        if (fault != null) {
            faults.add("the one that asked: " + fault);
        }
        return latencies;
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
