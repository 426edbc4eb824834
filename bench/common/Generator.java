package common;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Both ends of what is measured, so that one clock times both: the fake Claude, and the readers. */
public final class Generator implements AutoCloseable {

    /** A snapshot of a long answer is one frame. */
    private static final int LARGEST_FRAME = 1 << 24;

    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<Context> loops;
    private final Upstream.Stage stage = new Upstream.Stage();
    private final int port;
    private int runs;

    /** The fake Claude listens from now on. */
    public Generator() throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(processors));
        this.client = client();
        this.loops = IntStream.range(0, processors)
                .<Context>mapToObj(loop -> ((VertxInternal) vertx).createEventLoopContext())
                .toList();
        this.port = Ports.free();
        Upstream.listen(vertx, stage, port);
    }

    /** Where the fake Claude listens. */
    public int upstream() {
        return port;
    }

    /** A client for as many sockets as a bench may want. */
    public WebSocketClient client() {
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(100_000)
                .setMaxFrameSize(LARGEST_FRAME)
                .setMaxMessageSize(LARGEST_FRAME));
    }

    /** What the readers run on. */
    public Vertx vertx() {
        return vertx;
    }

    /** The event loops that readers are spread over. */
    public List<Context> loops() {
        return loops;
    }

    /** Has the fake Claude give answers that somebody else reads, until {@code null} is shown. */
    public void show(@Nullable Scene scene) {
        stage.show(scene);
    }

    /** The number that the next run will have, which belongs into the prompts of its guests. */
    public int nextRun() {
        return runs + 1;
    }

    /** Puts a load on a server and waits for the end of it. */
    public Result measure(Load load, Server server) {
        return measure(load, server, Guests.NONE);
    }

    /** The same with what the bench does beside it. */
    public Result measure(Load load, Server server, Guests guests) {
        var run = new Run(++runs, load, server, guests);
        stage.show(run);
        try {
            return run.measure(client, loops);
        } finally {
            stage.show(null);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
