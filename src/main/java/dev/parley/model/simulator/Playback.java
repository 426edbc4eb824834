package dev.parley.model.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Sends one script, step by step, no faster than the client reads. Lives on its connection's event loop. */
final class Playback {

    private static final Duration PING = Duration.ofSeconds(1);

    /** How much faster single bytes come than words. */
    private static final int BYTES_PER_CHUNK = 20;

    private final Vertx vertx;
    private final Duration delay;
    private final Counters counters;
    private final HttpServerResponse response;
    private final Script.Play script;
    private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    private @Nullable GZIPOutputStream gzip;
    private boolean over;

    Playback(Vertx vertx, Duration delay, Counters counters, HttpServerResponse response, Script.Play script) {
        this.vertx = vertx;
        this.delay = delay;
        this.counters = counters;
        this.response = response;
        this.script = script;
    }

    void start() {
        counters.openStreams.incrementAndGet();
        response.closeHandler(ignored -> closed());
        response.exceptionHandler(ignored -> closed());
        later(script.before(), this::open);
    }

    private void closed() {
        if (!over) {
            counters.closedByClient.incrementAndGet();
            settle();
        }
    }

    private void settle() {
        over = true;
        counters.openStreams.decrementAndGet();
    }

    private void open() {
        response.setChunked(true);
        response.putHeader("content-type", "text/event-stream; charset=utf-8").putHeader("cache-control", "no-cache");
        if (script.framing() == Framing.GZIP) {
            response.putHeader("content-encoding", "gzip");
        }
        write(script.framing().opening(), this::play);
    }

    private void later(Duration time, Runnable action) {
        if (time.toMillis() < 1) {
            action.run();
        } else {
            vertx.setTimer(time.toMillis(), ignored -> {
                if (!over) {
                    action.run();
                }
            });
        }
    }

    /** Loops instead of recursing as long as nothing has to be waited for: a burst would exhaust the stack. */
    private void play() {
        while (!over && script.steps().hasNext()) {
            if (response.writeQueueFull()) {
                response.drainHandler(ignored -> play());
                return;
            }
            Step step = script.steps().next();
            if (isImmediate(step)) {
                response.write(encode(text(step)));
            } else {
                slow(step);
                return;
            }
        }
    }

    private boolean isImmediate(Step step) {
        return script.framing() != Framing.BYTES
                && switch (step) {
                    case Step.Send ignored -> true;
                    case Step.Raw ignored -> true;
                    case Step.Chunk ignored -> delay.isZero();
                    case Step.Wait ignored -> false;
                    case Step.Ending ignored -> false;
                };
    }

    private void slow(Step step) {
        switch (step) {
            case Step.Send ignored -> write(text(step), this::play);
            case Step.Raw ignored -> write(text(step), this::play);
            case Step.Chunk ignored ->
                later(script.framing() == Framing.BYTES ? Duration.ZERO : delay, () -> write(text(step), this::play));
            case Step.Wait(Duration time) -> later(time, this::play);
            case Step.Ending ending -> end(ending);
        }
    }

    private String text(Step step) {
        return switch (step) {
            case Step.Send(String name, String json) -> script.framing().frame(name, json);
            case Step.Raw(String text) -> text;
            case Step.Chunk chunk -> script.framing().frame("content_block_delta", json(chunk));
            case Step.Wait ignored -> "";
            case Step.Ending ignored -> "";
        };
    }

    static String json(Step.Chunk chunk) {
        return "{\"type\":\"content_block_delta\",\"index\":" + chunk.block() + ",\"delta\":{\"type\":\""
                + chunk.kind().type + "\",\"" + chunk.kind().field + "\":" + Json.encode(chunk.text()) + "}}";
    }

    private void end(Step.Ending ending) {
        switch (ending) {
            case END -> {
                settle();
                response.end(gzip == null ? Buffer.buffer() : finishGzip());
            }
            case DROP -> {
                settle();
                response.reset();
            }
            case STALL -> ping();
        }
    }

    private void ping() {
        response.write(encode(script.framing().frame("ping", "{\"type\": \"ping\"}")));
        later(PING, this::ping);
    }

    private void write(String text, Runnable then) {
        if (over) {
            return;
        }
        if (script.framing() == Framing.BYTES) {
            trickle(text.getBytes(StandardCharsets.UTF_8), 0, then);
        } else {
            if (!text.isEmpty()) {
                response.write(encode(text));
            }
            then.run();
        }
    }

    private void trickle(byte[] bytes, int from, Runnable then) {
        Duration pause = delay.dividedBy(BYTES_PER_CHUNK);
        for (int at = from; at < bytes.length && !over; at++) {
            response.write(Buffer.buffer(new byte[] {bytes[at]}));
            if (pause.toMillis() > 0 && at + 1 < bytes.length) {
                int next = at + 1;
                later(pause, () -> trickle(bytes, next, then));
                return;
            }
        }
        then.run();
    }

    private Buffer encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return script.framing() == Framing.GZIP ? compress(bytes) : Buffer.buffer(bytes);
    }

    private Buffer compress(byte[] bytes) {
        try {
            if (gzip == null) {
                gzip = new GZIPOutputStream(compressed, true);
            }
            gzip.write(bytes);
            gzip.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Compressing in memory cannot fail", e);
        }
        return takeCompressed();
    }

    private Buffer finishGzip() {
        try {
            if (gzip != null) {
                gzip.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Compressing in memory cannot fail", e);
        }
        return takeCompressed();
    }

    private Buffer takeCompressed() {
        Buffer buffer = Buffer.buffer(compressed.toByteArray());
        compressed.reset();
        return buffer;
    }
}
