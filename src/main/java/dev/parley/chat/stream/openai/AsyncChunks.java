package dev.parley.chat.stream.openai;

import com.openai.core.http.AsyncStreamResponse;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;

/**
 * Holds an asynchronous response back while nobody asks: it calls its handler from one thread of its own, which then waits. One
 * subscriber.
 */
record AsyncChunks(AsyncStreamResponse<?> response) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        var reading = new Reading(subscriber, response);
        subscriber.onSubscribe(reading);
        response.subscribe(reading, Thread::startVirtualThread);
    }

    private static final class Reading implements AsyncStreamResponse.Handler<Object>, Flow.Subscription {

        private final Flow.Subscriber<? super Object> subscriber;
        private final AsyncStreamResponse<?> response;
        private final Semaphore asked = new Semaphore(0);
        private volatile boolean cancelled;

        Reading(Flow.Subscriber<? super Object> subscriber, AsyncStreamResponse<?> response) {
            this.subscriber = subscriber;
            this.response = response;
        }

        @Override
        public void request(long n) {
            asked.release((int) Math.min(n, Integer.MAX_VALUE / 2 - asked.availablePermits()));
        }

        @Override
        public void cancel() {
            cancelled = true;
            asked.release();
            response.close();
        }

        @Override
        public void onNext(Object chunk) {
            asked.acquireUninterruptibly();
            if (!cancelled) {
                subscriber.onNext(chunk);
            }
        }

        @Override
        public void onComplete(Optional<Throwable> failure) {
            if (!cancelled) {
                failure.ifPresentOrElse(subscriber::onError, subscriber::onComplete);
            }
            response.close();
        }
    }
}
