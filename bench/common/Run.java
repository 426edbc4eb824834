package common;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One load on one server, once. Runs on the main thread and waits there. */
final class Run implements Scene {

    /** A run in which nothing more comes for so long is broken off, and what did not come counts as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int CONNECTING_AT_ONCE = 50;

    private final int number;
    private final Load load;
    private final Server server;
    private final List<Stream> streams;
    private final Guests guests;
    private final List<Reader> readers;
    private volatile boolean finishing;

    /**
     * A run that has not begun.
     *
     * @param guests what the bench does beside it; not where the streams end by themselves
     */
    Run(int number, Load load, Server server, Guests guests) {
        this.number = number;
        this.load = load;
        this.server = server;
        this.guests = guests;
        this.streams = IntStream.range(0, load.streams())
                .mapToObj(stream -> new Stream(stream, load))
                .toList();
        this.readers =
                streams.stream().map(stream -> new Reader(stream, number)).toList();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public @Nullable Stream stream(int asked) {
        int guest = asked - streams.size();
        if (guest < 0) {
            return streams.get(asked);
        }
        return guest < guests.streams().size() ? guests.streams().get(guest) : null;
    }

    @Override
    public boolean isFinishing() {
        return finishing;
    }

    /** A moment of the run, to subtract from another. */
    private record Moment(long nanos, Usage server, Usage generator, long chunks) {}

    private Moment now() {
        return new Moment(
                System.nanoTime(),
                server.usage(),
                Usage.of(ProcessHandle.current().pid()),
                chunksReceived());
    }

    Result measure(WebSocketClient client, List<Context> loops) {
        server.admit(load.streams());
        try {
            connect(client, loops);
            return load.isPaced() ? paced() : saturated();
        } finally {
            finishing = true;
            readers.forEach(Reader::close);
        }
    }

    private void connect(WebSocketClient client, List<Context> loops) {
        var opening = new ArrayList<Future<Void>>();
        for (int reader = 0; reader < readers.size(); reader++) {
            opening.add(readers.get(reader).open(loops.get(reader % loops.size()), client, server));
            if (opening.size() == CONNECTING_AT_ONCE || reader == readers.size() - 1) {
                await(opening);
                opening.clear();
            }
        }
    }

    /** A reader that cannot connect has a fault, which the result shows; the others go on. */
    private static void await(List<Future<Void>> opening) {
        try {
            Future.join(opening).toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Said of each stream by itself.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result paced() {
        start();
        await(Stream::isBegun);
        streams.stream().filter(stream -> !stream.isBegun()).forEach(stream -> stream.fail("had not begun in time"));
        guests.begin().run();
        sleep(Load.SETTLE);
        var from = now();
        sleep(load.window());
        var to = now();
        guests.timed().run();
        finishing = true;
        await(Stream::isOver);
        return result(from, to);
    }

    private Result saturated() {
        var from = now();
        readers.forEach(Reader::send);
        await(Stream::isOver);
        return result(from, now());
    }

    private void start() {
        if (readers.isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        long apart = load.startUp().toNanos() / readers.size();
        for (int reader = 0; reader < readers.size(); reader++) {
            sleep(Duration.ofNanos(begin + reader * apart - System.nanoTime()));
            readers.get(reader).send();
        }
    }

    private void await(Predicate<Stream> state) {
        long news = System.nanoTime();
        long came = -1;
        while (!streams.stream().allMatch(state) && System.nanoTime() - news < PATIENCE.toNanos()) {
            long now = streams.stream().filter(state).count() + (load.isPaced() ? 0 : chunksReceived());
            if (now != came) {
                news = System.nanoTime();
                came = now;
            }
            sleep(Duration.ofMillis(5));
        }
    }

    private long chunksReceived() {
        return streams.stream().mapToLong(Stream::chunksReceived).sum();
    }

    private static void sleep(Duration time) {
        try {
            if (time.isPositive()) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result result(Moment from, Moment to) {
        var latencies = new Samples();
        var latenesses = new Samples();
        streams.forEach(stream -> stream.collect(from.nanos(), to.nanos(), latencies, latenesses));
        double chunks = to.chunks() - from.chunks();
        double nanos = to.nanos() - from.nanos();
        double served = to.server().since(from.server());
        return new Result(
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999),
                served / chunks / 1e3,
                (double) streams.stream().mapToLong(Stream::wireBytes).sum()
                        / streams.stream().mapToLong(Stream::textBytes).sum(),
                chunks / nanos * 1e9,
                served / nanos,
                to.generator().since(from.generator()) / nanos,
                latenesses.millis(0.99),
                server.residentMegabytes(),
                streams.stream().map(Stream::fault).filter(Objects::nonNull).toList());
    }
}
