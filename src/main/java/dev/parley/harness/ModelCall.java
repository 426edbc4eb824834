package dev.parley.harness;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelRequest;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of the scripted model, played on a thread of its own. Says nothing that it was not asked for. */
final class ModelCall implements Flow.Subscription {

    private static final ModelEvent STARTED = new ModelEvent.Started("call", "scripted");

    private final ModelRequest request;
    private final Flow.Subscriber<? super ModelEvent> subscriber;
    private final TestClock clock;
    private final Changes changes;
    private volatile @Nullable Thread thread;

    // Guarded by this object's monitor.
    private TestCall.State state = TestCall.State.ANSWERING;
    private long requested;
    private boolean mayGoOn;

    // The playing thread's only.
    private boolean started;

    ModelCall(ModelRequest request, Flow.Subscriber<? super ModelEvent> subscriber, TestClock clock, Changes changes) {
        this.request = request;
        this.subscriber = subscriber;
        this.clock = clock;
        this.changes = changes;
    }

    ModelRequest request() {
        return request;
    }

    synchronized TestCall.State state() {
        return state;
    }

    synchronized boolean isOver() {
        return state != TestCall.State.ANSWERING && state != TestCall.State.STALLED;
    }

    void begin(Supplier<List<Step>> script) {
        subscriber.onSubscribe(this);
        thread = Thread.ofVirtual().name("test-model").start(() -> play(script));
    }

    /** Until its thread has ended. */
    void join() throws InterruptedException {
        var playing = thread;
        if (playing != null && playing != Thread.currentThread()) {
            playing.join();
        }
    }

    private void play(Supplier<List<Step>> script) {
        try {
            for (var step : script.get()) {
                play(step);
            }
        } catch (CancellationException e) {
            // Nobody listens any more.
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void play(Step step) {
        switch (step) {
            case Step.Say say -> say(say.event());
            case Step.Wait wait -> {
                emit(new ModelEvent.Waiting(wait.reason(), clock.instant().plus(wait.time())));
                clock.advance(wait.time());
            }
            case Step.Pause pause -> clock.advance(pause.time());
            case Step.Stall _ -> stall();
            case Step.Repeat repeat -> {
                while (true) {
                    say(repeat.event());
                }
            }
            case Step.Fail failure -> fail(failure.failure());
            case Step.Finish finish -> {
                say(finish.event());
                if (end(TestCall.State.ANSWERED)) {
                    subscriber.onComplete();
                }
            }
        }
    }

    /** What begins an answer comes before its first event. */
    private void say(ModelEvent event) {
        if (!started) {
            started = true;
            emit(STARTED);
        }
        emit(event);
    }

    private void emit(ModelEvent event) {
        awaitRequest();
        subscriber.onNext(event);
    }

    private void fail(Throwable failure) {
        if (end(TestCall.State.FAILED)) {
            subscriber.onError(failure);
        }
    }

    private synchronized void awaitRequest() {
        awaitUninterrupted(() -> requested > 0);
        requested--;
    }

    private interface Condition {
        boolean holds();
    }

    private synchronized void awaitUninterrupted(Condition condition) {
        try {
            while (!condition.holds() && state != TestCall.State.CANCELLED) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts the model", e);
        }
        if (state == TestCall.State.CANCELLED) {
            throw new CancellationException();
        }
    }

    private void stall() {
        setState(TestCall.State.STALLED);
        awaitUninterrupted(() -> mayGoOn);
        synchronized (this) {
            mayGoOn = false;
        }
    }

    private void setState(TestCall.State now) {
        synchronized (this) {
            if (state == TestCall.State.CANCELLED) {
                throw new CancellationException();
            }
            state = now;
        }
        changes.tell();
    }

    /** False where it does not stall. */
    boolean goOn() {
        synchronized (this) {
            if (state != TestCall.State.STALLED) {
                return false;
            }
            state = TestCall.State.ANSWERING;
            mayGoOn = true;
            notifyAll();
        }
        changes.tell();
        return true;
    }

    private boolean end(TestCall.State how) {
        synchronized (this) {
            if (isOver()) {
                return false;
            }
            state = how;
            notifyAll();
        }
        changes.tell();
        return true;
    }

    @Override
    public synchronized void request(long n) {
        long sum = requested + n;
        requested = sum < 0 ? Long.MAX_VALUE : sum;
        notifyAll();
    }

    @Override
    public void cancel() {
        end(TestCall.State.CANCELLED);
    }
}
