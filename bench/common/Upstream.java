package common;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Claude that speaks the Messages API, says what is in {@link Prose}, and keeps time. Which stream it is asked for stands
 * in the prompt.
 */
public final class Upstream extends AbstractVerticle {

    /** A prompt that is answered at once, with some sentences, whatever runs. */
    public static final String BRIEFLY = "Briefly, please.";

    /** What is said to it. */
    public static final String BRIEF = Prose.text(0, 2 * Prose.BLOCK);

    private static final Pattern PROMPT = Pattern.compile("Stream (\\d+) of run (\\d+)");

    private static final String START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant","content":[],\
            "model":"claude-bench","stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: ping
            data: {"type": "ping"}

            """;

    private static final String END = """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
            "usage":{"output_tokens":1500}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    /** What is on, if anything. */
    static final class Stage {
        private volatile @Nullable Scene scene;

        void show(@Nullable Scene now) {
            scene = now;
        }
    }

    private final Stage stage;
    private final int port;

    private Upstream(Stage stage, int port) {
        this.stage = stage;
        this.port = port;
    }

    /** Listens, on as many event loops as there are processors. */
    static void listen(Vertx vertx, Stage stage, int port) {
        var options = new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(() -> new Upstream(stage, port), options)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** What a reader says to be answered with this stream. */
    public static String prompt(int stream, int run) {
        return "Stream " + stream + " of run " + run + ", please.";
    }

    @Override
    public void start(Promise<Void> listening) {
        vertx.createHttpServer(new HttpServerOptions().setHost("localhost").setTcpNoDelay(true))
                .requestHandler(this::handle)
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(listening);
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST && request.path().equals("/v1/messages")) {
            request.body().onSuccess(body -> answer(request.response(), body.toString()));
        } else if (request.path().equals("/v1/models")) {
            request.response().putHeader("content-type", "application/json").end("""
                    {"data":[{"type":"model","id":"claude-bench","display_name":"Bench"}],"has_more":false}""");
        } else {
            refuse(request.response(), 404, "not_found_error", request.path());
        }
    }

    private void answer(HttpServerResponse response, String body) {
        var asked = PROMPT.matcher(body).results().reduce((earlier, later) -> later);
        if (asked.isEmpty() && body.contains(BRIEFLY)) {
            briefly(response);
            return;
        }
        var run = stage.scene;
        if (run == null || asked.isEmpty() || Integer.parseInt(asked.get().group(2)) != run.number()) {
            refuse(response, 400, "invalid_request_error", "no such run");
            return;
        }
        var stream = run.stream(Integer.parseInt(asked.get().group(1)));
        if (stream == null) {
            refuse(response, 400, "invalid_request_error", "no such stream");
            return;
        }
        stream.called();
        response.putHeader("content-type", "text/event-stream; charset=utf-8")
                .putHeader("request-id", "req_" + run.number() + "_" + stream.number)
                .setChunked(true);
        response.exceptionHandler(broken -> stream.fail("was hung up on: " + broken));
        response.write(START);
        if (stream.rate > 0) {
            new Pace(response, run, stream).start();
        } else {
            new Flood(response, stream).go();
        }
    }

    private static void briefly(HttpServerResponse response) {
        response.putHeader("content-type", "text/event-stream; charset=utf-8")
                .end(Buffer.buffer(START)
                        .appendBuffer(Prose.block(0, 0))
                        .appendBuffer(Prose.block(0, Prose.BLOCK))
                        .appendString(END));
    }

    private static void refuse(HttpServerResponse response, int status, String type, String message) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end("""
                {"type":"error","error":{"type":"%s","message":"%s"}}""".formatted(type, message));
    }

    private static void end(HttpServerResponse response) {
        response.end(END);
    }

    /** One chunk per tick of a clock that never waits: a tick that was missed is made up for at once. */
    private final class Pace {

        private final HttpServerResponse response;
        private final Scene run;
        private final Stream stream;
        private final long period;
        private long first;
        private long timer;

        Pace(HttpServerResponse response, Scene run, Stream stream) {
            this.response = response;
            this.run = run;
            this.stream = stream;
            this.period = 1_000_000_000L * stream.step / stream.rate;
        }

        void start() {
            first = System.nanoTime() + period;
            timer = vertx.setPeriodic(period / 1_000_000, ignored -> tick());
        }

        private void tick() {
            if (response.closed() || response.ended()) {
                vertx.cancelTimer(timer);
            } else if (run.isFinishing() || stream.sent() >= stream.chunks) {
                vertx.cancelTimer(timer);
                end(response);
            } else if (stream.step > 1) {
                int chunk = stream.sent();
                stream.sending(stream.step);
                response.write(Prose.block(stream.start, chunk));
            } else {
                int chunk = stream.sent();
                stream.sending(System.nanoTime() - first - chunk * period);
                response.write(stream.event(chunk));
            }
        }
    }

    /** As fast as the server takes it, a few blocks per turn so that the streams advance together. */
    private final class Flood {

        private static final int BLOCKS_PER_TURN = 4;

        private final HttpServerResponse response;
        private final Stream stream;

        Flood(HttpServerResponse response, Stream stream) {
            this.response = response;
            this.stream = stream;
        }

        void go() {
            for (int block = 0; block < BLOCKS_PER_TURN; block++) {
                if (response.closed()) {
                    return;
                }
                if (stream.sent() >= stream.chunks) {
                    end(response);
                    return;
                }
                if (response.writeQueueFull()) {
                    response.drainHandler(ignored -> go());
                    return;
                }
                int chunk = stream.sent();
                stream.sending(Prose.BLOCK);
                response.write(Prose.block(stream.start, chunk));
            }
            context.runOnContext(ignored -> go());
        }
    }
}
