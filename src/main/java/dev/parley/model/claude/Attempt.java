package dev.parley.model.claude;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import dev.parley.model.ModelFailure.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import jakarta.ws.rs.WebApplicationException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange: from the request to the end of the answer, or to the first thing that goes wrong.
 *
 * <p>The REST client makes the call. Once its first bytes have come, the attempt listens to the Vert.x response
 * itself, for three reasons: the response can be paused, an end can be told from a break, and the connection goes
 * back to the pool at the end, where the client would close it. All of it runs on the call's Vert.x context.
 */
final class Attempt implements MultiSubscriber<byte[]> {

    /** Told what happens; after {@code finished} or {@code failed} nothing more. */
    interface Listener {
        void event(ModelEvent event);

        /**
         * The answer came forward, or its head came.
         *
         * @param at when, by {@link Timers#nanoTime}
         */
        void progress(long at);

        /** A packet was decoded: the time to look whether reading should pause. */
        void packetDone();

        void finished();

        void failed(AttemptFailure failure);
    }

    private static final Logger LOG = Logger.getLogger(Attempt.class);

    /** How long a server may take to end a response after message_stop before the connection is given up. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Longer than bytes that have come take through the client. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final int LONGEST_ERROR_BODY = 1 << 20;

    private static final Set<Kind> PASSING =
            EnumSet.of(Kind.RATE_LIMITED, Kind.OVERLOADED, Kind.SERVER_ERROR, Kind.TIMED_OUT);

    private final Diagnosis diagnosis;
    private final Timers timers;
    private final Listener listener;
    private final JoinedText events;
    private final ClaudeStreamDecoder decoder;
    private final SseParser parser;

    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean takenOver;
    private boolean closed;
    private boolean ended;
    private long errorBytes;

    /** When the packet came that is being decoded. */
    private long arrived;

    Attempt(Diagnosis diagnosis, WarnOnce warnings, int maxEventBytes, Timers timers, Listener listener) {
        this.diagnosis = diagnosis;
        this.timers = timers;
        this.listener = listener;
        this.events = new JoinedText(listener::event, Attempt::afterReading);
        this.decoder = new ClaudeStreamDecoder(diagnosis, warnings, events);
        this.parser = new SseParser(maxEventBytes, diagnosis, this::decode);
    }

    void start(Multi<byte[]> call) {
        call.subscribe().withSubscriber(this);
    }

    /** The connection is there and the request about to be sent. */
    void requested(HttpClientRequest sent) {
        request = sent;
        if (closed) {
            sent.exceptionHandler(Attempt::known).reset();
            return;
        }
        // Whatever breaks reaches the reader as a failure; Vert.x would log it as an error besides.
        sent.exceptionHandler(Attempt::known);
        sent.connection().exceptionHandler(Attempt::known).closeHandler(ignored -> connectionClosed());
        sent.response().onSuccess(this::responded);
    }

    /**
     * Between the headers and the first bytes the client takes no notice of a close and would wait for ever. What did
     * come may still be on its way through the client, so the verdict waits a moment.
     */
    private void connectionClosed() {
        if (response != null && !takenOver && !ended && !closed) {
            timers.after(GRACE, () -> {
                if (!takenOver && !ended) {
                    broken(new ClosedChannelException());
                }
            });
        }
    }

    /** The client does not listen to the response yet, and whoever listens later is not told again. */
    private void brokenEarly(Throwable cause) {
        timers.after(GRACE, () -> {
            if (!ended) {
                broken(cause);
            }
        });
    }

    /** A context reads all that its connection has before it runs what it is given meanwhile. */
    private static void afterReading(Runnable task) {
        Objects.requireNonNull(Vertx.currentContext()).runOnContext(ignored -> task.run());
    }

    private static void known(Throwable failure) {
        LOG.debug("A connection to the model failed", failure);
    }

    private void responded(HttpClientResponse answer) {
        if (closed) {
            return;
        }
        response = answer;
        answer.exceptionHandler(this::brokenEarly);
        diagnosis.requestId(answer.getHeader("request-id"));
        listener.progress(timers.nanoTime());
        int status = answer.statusCode();
        if (status >= 400) {
            // The client keeps the whole body of an error in memory.
            answer.handler(bytes -> limitError(answer, bytes.length()));
        } else if (status != 200) {
            fail(new AttemptFailure(diagnosis.reported(status, new ApiError("", "", null), null), false));
        } else if (!isEventStream(answer.getHeader("content-type"))) {
            fail(new AttemptFailure(
                    diagnosis.protocol("the answer is no event stream but " + answer.getHeader("content-type")),
                    false));
        }
    }

    private void limitError(HttpClientResponse answer, int length) {
        errorBytes += length;
        if (errorBytes > LONGEST_ERROR_BODY) {
            fail(refused(answer, ""));
        }
    }

    private static boolean isEventStream(@Nullable String type) {
        return type == null || type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        // Bounded all the same: reading pauses, see ClaudeCall.
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onItem(byte[] bytes) {
        takeOver();
        feed(bytes);
    }

    private void takeOver() {
        HttpClientResponse answer = response;
        if (!takenOver && answer != null) {
            takenOver = true;
            answer.handler(buffer -> feed(buffer.getBytes()));
            answer.endHandler(ignored -> onCompletion());
            answer.exceptionHandler(this::broken);
        }
    }

    private void feed(byte[] bytes) {
        if (closed || decoder.finished()) {
            return;
        }
        arrived = timers.nanoTime();
        try {
            parser.feed(bytes);
        } catch (ModelFailure failure) {
            fail(new AttemptFailure(failure, PASSING.contains(failure.kind())));
            return;
        }
        if (decoder.finished()) {
            finish();
        } else {
            listener.packetDone();
        }
    }

    private void decode(String name, String data) {
        if (decoder.event(name, data)) {
            listener.progress(arrived);
        }
    }

    private void finish() {
        if (!ended) {
            timers.after(LINGER, this::giveUpConnection);
        }
        listener.finished();
    }

    private void giveUpConnection() {
        if (!ended) {
            close();
        }
    }

    @Override
    public void onCompletion() {
        ended = true;
        if (closed || decoder.finished()) {
            return;
        }
        try {
            decoder.end();
        } catch (ModelFailure failure) {
            fail(new AttemptFailure(failure, true));
        }
    }

    private void broken(Throwable cause) {
        ended = true;
        if (!decoder.finished()) {
            fail(new AttemptFailure(diagnosis.interrupted(diagnosis.describe(cause)), true));
        }
    }

    @Override
    public void onFailure(Throwable failure) {
        if (closed) {
            return;
        }
        HttpClientResponse answer = response;
        if (failure instanceof WebApplicationException refusal && answer != null) {
            ended = true;
            fail(refused(answer, Diagnosis.bodyOf(refusal)));
        } else if (answer != null) {
            broken(failure);
        } else if (request != null) {
            fail(new AttemptFailure(diagnosis.unanswered(failure), true));
        } else {
            fail(new AttemptFailure(diagnosis.unreachable(failure), !hasCause(failure, SSLException.class)));
        }
    }

    private AttemptFailure refused(HttpClientResponse answer, String body) {
        return ErrorResponse.failure(answer, body, diagnosis, timers.now());
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private void fail(AttemptFailure failure) {
        if (!closed) {
            events.flush();
            close();
            listener.failed(failure);
        }
    }

    void pause() {
        if (response != null) {
            response.pause();
        }
    }

    void resume() {
        if (response != null) {
            response.resume();
        }
    }

    /** Ends the exchange at once; a response that has not ended costs its connection. */
    void close() {
        if (!closed) {
            closed = true;
            if (request != null && !ended) {
                request.reset();
            }
        }
    }
}
