package dev.parley.model.simulator;

import dev.parley.model.EmbeddedEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Messages API on the loopback interface that answers with scripts.
 *
 * <p>It starts when it is first asked where it is, so a process that talks to Claude never opens its port.
 */
@ApplicationScoped
public class Simulator implements EmbeddedEndpoint, SimulatorActivity {

    private static final Logger LOG = Logger.getLogger(Simulator.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final SimulatorConfig config;
    private final Counters counters = new Counters();
    private @Nullable HttpServer server;

    Simulator(Vertx vertx, SimulatorConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    @Override
    public synchronized URI uri() {
        HttpServer running = server;
        if (running == null) {
            running = start();
            server = running;
        }
        return URI.create("http://" + LOOPBACK + ":" + running.actualPort());
    }

    private HttpServer start() {
        HttpServerOptions options = new HttpServerOptions().setHost(LOOPBACK).setPort(config.port());
        HttpServer started = vertx.createHttpServer(options)
                .requestHandler(new MessagesApi(vertx, config.delay(), counters))
                // A client that goes away is ordinary here.
                .exceptionHandler(failure -> LOG.debug("A connection to the simulator failed", failure))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        LOG.infof("The simulator answers on %s:%d; its replies are scripted", LOOPBACK, started.actualPort());
        return started;
    }

    @PreDestroy
    synchronized void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    public int openStreams() {
        return counters.openStreams.get();
    }

    @Override
    public long streamsClosedByClient() {
        return counters.closedByClient.get();
    }

    @Override
    public long requests() {
        return counters.requests.get();
    }

    @Override
    public long reusedConnections() {
        return counters.reusedConnections.get();
    }

    @Override
    public String lastRequestBody() {
        return counters.lastRequestBody;
    }
}
