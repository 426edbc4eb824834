package dev.parley.chat.stream.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecution;
import dev.parley.chat.stream.ToolRun;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.StopReason;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Holds an AI service's stream back while nobody asks: the threads that it calls from wait. What it retrieves is not told of.
 * One subscriber.
 */
record TokenChunks(TokenStream stream) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
        var reading = new Reading(subscriber);
        subscriber.onSubscribe(reading);
        // It may not return before its end.
        Thread.startVirtualThread(() -> reading.start(stream));
    }

    private static final class Reading implements Flow.Subscription {

        /** Text and thinking are different elements anyway. */
        private static final int BLOCK = 0;

        private final Flow.Subscriber<? super Object> subscriber;
        private final Semaphore asked = new Semaphore(0);
        /** One at a time: tools may run on threads of their own. */
        private final Object telling = new Object();

        private volatile boolean done;
        private volatile @Nullable StreamingHandle handle;
        /** Guarded by {@link #telling}. */
        private @Nullable TokenUsage usage;

        Reading(Flow.Subscriber<? super Object> subscriber) {
            this.subscriber = subscriber;
        }

        void start(TokenStream stream) {
            try {
                hear(stream);
                stream.start();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        private void hear(TokenStream stream) {
            optional(
                    () -> stream.onPartialResponseWithContext(
                            (part, context) -> tell(part.text(), context.streamingHandle())),
                    () -> stream.onPartialResponse(text -> tell(text, null)));
            optional(
                    () -> stream.onPartialThinkingWithContext(
                            (part, context) -> think(part.text(), context.streamingHandle())),
                    () -> stream.onPartialThinking(part -> think(part.text(), null)));
            optional(() -> stream.beforeToolExecution(tool -> tell(begun(tool.request()), null)));
            optional(() -> stream.onIntermediateResponse(response -> report(response, false)));
            stream.onToolExecuted(tool -> tell(ended(tool), null));
            stream.onCompleteResponse(this::complete);
            stream.onError(this::fail);
        }

        /** Not every stream tells of all: the first way that this one has, or none. */
        private static void optional(Runnable... ways) {
            for (var way : ways) {
                if (isPossible(way)) {
                    return;
                }
            }
        }

        private static boolean isPossible(Runnable way) {
            try {
                way.run();
                return true;
            } catch (UnsupportedOperationException e) {
                return false;
            }
        }

        private void think(@Nullable String text, @Nullable StreamingHandle current) {
            if (text != null && !text.isEmpty()) {
                tell(new ModelEvent.Thinking(BLOCK, text), current);
            }
        }

        private void tell(@Nullable Object chunk, @Nullable StreamingHandle current) {
            handle = current == null ? handle : current;
            synchronized (telling) {
                if (!done) {
                    asked.acquireUninterruptibly();
                }
                if (done) {
                    hangUp();
                } else if (chunk != null) {
                    subscriber.onNext(chunk);
                }
            }
        }

        private static ToolRun begun(ToolExecutionRequest tool) {
            return ToolRun.begun(tool.id(), tool.name(), String.valueOf(tool.arguments()));
        }

        private static ToolRun ended(ToolExecution run) {
            var tool = run.request();
            return new ToolRun(
                    tool.id(),
                    tool.name(),
                    String.valueOf(tool.arguments()),
                    run.hasFailed() ? ToolRun.State.ERROR : ToolRun.State.COMPLETE,
                    String.valueOf(run.result()));
        }

        private void complete(ChatResponse response) {
            report(response, true);
            var reason = response.finishReason();
            if (reason != null) {
                tell(new ModelEvent.Finished(reasonOf(reason), null), null);
            }
            synchronized (telling) {
                if (!done) {
                    done = true;
                    subscriber.onComplete();
                }
            }
        }

        /** @param all whether it sums up those before it */
        private void report(ChatResponse response, boolean all) {
            var now = response.tokenUsage();
            if (now == null) {
                return;
            }
            synchronized (telling) {
                usage = all ? now : TokenUsage.sum(usage, now);
                tell(
                        new ModelEvent.UsageReported(new ModelEvent.Usage(
                                orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount()), 0, 0)),
                        null);
            }
        }

        private static int orZero(@Nullable Integer tokens) {
            return tokens == null ? 0 : tokens;
        }

        private static StopReason reasonOf(FinishReason reason) {
            return switch (reason) {
                case STOP -> StopReason.END_TURN;
                case LENGTH -> StopReason.MAX_TOKENS;
                case TOOL_EXECUTION -> StopReason.TOOL_USE;
                case CONTENT_FILTER, OTHER -> StopReason.OTHER;
            };
        }

        private void fail(Throwable failure) {
            synchronized (telling) {
                if (!done) {
                    done = true;
                    subscriber.onError(failure);
                }
            }
        }

        @Override
        public void request(long n) {
            asked.release((int) Math.min(n, Integer.MAX_VALUE / 2 - asked.availablePermits()));
        }

        @Override
        public void cancel() {
            done = true;
            asked.release();
            hangUp();
        }

        private void hangUp() {
            var current = handle;
            if (current != null) {
                try {
                    current.cancel();
                } catch (UnsupportedOperationException e) {
                    // Not every provider can: then what still comes is ignored.
                    handle = null;
                }
            }
        }
    }
}
