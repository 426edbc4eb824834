package relay;

import common.Ports;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The least that a relay can do: the same call to the same upstream, the same frames to the same readers. It knows nobody,
 * keeps nothing, parses no JSON, and does all of a stream on one event loop. Back pressure is all that it adds.
 */
public final class BareRelay extends AbstractVerticle {

    private static final byte[] TEXT = "\"text_delta\",\"text\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] STOP = "\"message_stop\"".getBytes(StandardCharsets.UTF_8);
    private static final String DATA = "data: ";

    /** After the text come its quote and two brackets. */
    private static final int AFTER_TEXT = 3;

    private final int upstream;
    private final int port;
    private HttpClient client;

    private BareRelay(int upstream, int port) {
        this.upstream = upstream;
        this.port = port;
    }

    /** Takes the port of the upstream; says on standard output where it listens, as Quarkus does. */
    public static void main(String[] arguments) throws IOException {
        int upstream = Integer.parseInt(arguments[0]);
        int port = Ports.free();
        var vertx = Vertx.vertx();
        vertx.deployVerticle(
                        () -> new BareRelay(upstream, port),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onSuccess(all -> System.out.println("Listening on: http://localhost:" + port))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    @Override
    public void start(Promise<Void> listening) {
        client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost("localhost")
                .setDefaultPort(upstream)
                .setMaxPoolSize(4_096));
        vertx.createHttpServer(new HttpServerOptions().setHost("localhost"))
                .webSocketHandler(this::serve)
                .listen(port)
                .<Void>mapEmpty()
                .onComplete(listening);
    }

    private void serve(ServerWebSocket socket) {
        socket.textMessageHandler(command -> {
            if (command.startsWith("{\"type\":\"open\"")) {
                socket.writeTextMessage("{\"type\":\"snapshot\",\"messages\":[]}");
            } else {
                call(socket, command);
            }
        });
    }

    private void call(ServerWebSocket socket, String command) {
        String prompt = command.substring(command.indexOf("\"text\":"), command.length() - 1);
        var body = "{\"model\":\"claude-bench\",\"max_tokens\":16000,\"stream\":true,\"messages\":"
                + "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"," + prompt + "}]}]}";
        client.request(HttpMethod.POST, "/v1/messages")
                .compose(request -> request.putHeader("content-type", "application/json")
                        .putHeader("x-api-key", "bench")
                        .putHeader("anthropic-version", "2026-10-21")
                        .send(body))
                .onSuccess(response -> relay(response, socket))
                .onFailure(failure -> socket.close());
    }

    private void relay(HttpClientResponse response, ServerWebSocket socket) {
        var relayed = new Relayed(socket);
        response.handler(bytes -> {
            relayed.feed(bytes);
            if (socket.writeQueueFull()) {
                response.pause();
                socket.drainHandler(ignored -> response.resume());
            }
        });
        response.exceptionHandler(ignored -> socket.close());
    }

    /** One answer on its way through. */
    private static final class Relayed {

        private final ServerWebSocket socket;
        private byte[] rest = {};
        private int offset;

        Relayed(ServerWebSocket socket) {
            this.socket = socket;
        }

        void feed(Buffer more) {
            byte[] bytes = rest.length == 0
                    ? more.getBytes()
                    : Buffer.buffer(rest).appendBuffer(more).getBytes();
            int from = 0;
            for (int at = 0; at < bytes.length; at++) {
                if (bytes[at] == '\n') {
                    line(bytes, from, at);
                    from = at + 1;
                }
            }
            rest = from == bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, from, bytes.length);
        }

        private void line(byte[] bytes, int from, int to) {
            if (to - from < DATA.length() || bytes[from] != 'd') {
                return;
            }
            int text = after(TEXT, bytes, from, to);
            if (text > 0) {
                String escaped = new String(bytes, text, to - text - AFTER_TEXT, StandardCharsets.UTF_8);
                socket.writeTextMessage("[" + ++offset + ",5,\"" + escaped + "\"]");
            } else if (after(STOP, bytes, from, to) > 0) {
                socket.writeTextMessage("{\"type\":\"turnEnded\",\"state\":\"complete\",\"offset\":" + ++offset + "}");
            }
        }

        /** Where {@code part} ends in these bytes, or -1. */
        private static int after(byte[] part, byte[] bytes, int from, int to) {
            for (int at = from; at <= to - part.length; at++) {
                if (bytes[at] == part[0] && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                    return at + part.length;
                }
            }
            return -1;
        }
    }
}
