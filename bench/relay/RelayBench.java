package relay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What Parley adds between Claude and a reader, beside the least that a relay can do. bench/README.md says what is measured
 * and how; {@code bench/relay/run} runs it.
 */
public final class RelayBench implements AutoCloseable {

    /** A snapshot of a long answer is one frame. */
    private static final int LARGEST_FRAME = 1 << 24;

    private final Plan plan;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<Context> loops;
    private final Upstream.Stage stage = new Upstream.Stage();
    private final Report report;
    private final long started = System.nanoTime();
    private int runs;

    private RelayBench(Plan plan) {
        this.plan = plan;
        this.report = new Report(plan);
        int processors = Runtime.getRuntime().availableProcessors();
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(processors));
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(10_000)
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME));
        this.loops = IntStream.range(0, processors)
                .<Context>mapToObj(loop -> ((VertxInternal) vertx).createEventLoopContext())
                .toList();
    }

    /** Takes the options that {@code bench/relay/run --help} lists. Ends with 1 where anything was lost. */
    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var bench = new RelayBench(plan)) {
            sound = bench.run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException {
        Files.createDirectories(plan.output());
        int port = freePort();
        Upstream.listen(vertx, stage, port);
        try (var parley = Subject.parley(
                        "Parley",
                        plan.application(),
                        port,
                        plan.parleyOptions(),
                        plan.output().resolve("parley.log"));
                var relay = Subject.relay(
                        "bare relay", port, plan.options(), plan.output().resolve("relay.log"));
                var again = Subject.relay(
                        "bare relay, again", port, plan.options(), plan.output().resolve("relay-again.log"))) {
            var servers = List.of(parley, relay, again);
            servers.forEach(Subject::awaitStart);
            servers.forEach(this::warmUp);
            for (int round = 1; round <= plan.rounds() && inTime(); round++) {
                round(round, servers);
            }
        }
        String written = report.write(plan.output().resolve("../relay.md").normalize());
        System.out.println(written);
        return report.isSound();
    }

    /** Enough for the compiler to have seen every path often: much at once, then paced as it will be measured. */
    private void warmUp(Subject server) {
        for (var load : plan.warmUp()) {
            var result = measure(load, server);
            progress("warm-up, " + load.name(), server, result);
        }
    }

    /**
     * A, B, A, B: what the machine does meanwhile meets both alike; and each round begins with another. The busiest loads
     * come first, so that nothing is left to be compiled when a single stream is measured.
     */
    private void round(int round, List<Subject> servers) {
        for (var load : plan.loads().reversed()) {
            var order = new ArrayList<>(servers.subList(0, load.equals(plan.noiseLoad()) ? 3 : 2));
            if (round % 2 == 0) {
                order = new ArrayList<>(order.reversed());
            }
            for (var server : order) {
                if (inTime()) {
                    var result = measure(load, server);
                    report.add(load, server.name(), result);
                    progress("round " + round + ", " + load.name(), server, result);
                }
            }
        }
    }

    private boolean inTime() {
        boolean inTime = System.nanoTime() - started < plan.budget().toNanos();
        if (!inTime) {
            report.brokenOff();
        }
        return inTime;
    }

    private Result measure(Load load, Subject server) {
        var run = new Run(++runs, load, server);
        stage.show(run);
        try {
            return run.measure(client, loops);
        } finally {
            stage.show(null);
        }
    }

    private void progress(String what, Subject server, Result result) {
        System.err.printf(
                "%3d s  %-28s %-18s p50 %.2f p99 %.2f p99.9 %.2f ms, %.1f µs/chunk, %,.0f chunks/s, generator %.2f CPU and %.2f ms late%s%n",
                Duration.ofNanos(System.nanoTime() - started).toSeconds(),
                what,
                server.name(),
                result.p50(),
                result.p99(),
                result.p999(),
                result.micros(),
                result.chunksPerSecond(),
                result.generatorShare(),
                result.lateP99(),
                result.faults().isEmpty()
                        ? ""
                        : ", " + result.faults().size() + " FAULTS: "
                                + result.faults().getFirst());
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
