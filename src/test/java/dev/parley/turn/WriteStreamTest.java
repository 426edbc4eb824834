package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.StreamResult;
import dev.parley.chat.Table;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Step;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WriteStreamTest {

    /** Streams {@code source} and gives what the handler got. */
    private static StreamResult streamed(Object source) throws Exception {
        var result = new CompletableFuture<StreamResult>();
        var written = Written.by((message, chat) -> result.complete(message.writeStream(source)));
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
        return result.get(1, TimeUnit.SECONDS);
    }

    @Test
    void everySourceIsStreamedIntoOneText() throws Exception {
        var parts = List.of("a", "b", "c");
        var rest = new ArrayList<>(parts);
        Supplier<String> supplier = () -> rest.isEmpty() ? null : rest.removeFirst();
        Flow.Publisher<String> publisher = Multi.createFrom().iterable(parts);
        Iterable<String> iterable = () -> List.of("a", "b", "c").iterator();
        for (Object source : List.of(
                Multi.createFrom().iterable(parts),
                publisher,
                AdaptersToReactiveStreams.publisher(publisher),
                iterable,
                parts,
                parts.iterator(),
                parts.stream(),
                Collections.enumeration(parts),
                new Object[] {"a", "b", "c"},
                supplier,
                Uni.createFrom().item("abc"),
                CompletableFuture.completedStage("abc"),
                List.of('a', CharBuffer.wrap("bc")),
                Multi.createFrom().iterable(parts).emitOn(Infrastructure.getDefaultExecutor()))) {
            var result = new CompletableFuture<StreamResult>();
            var written = Written.by((message, chat) -> result.complete(message.writeStream(source)));
            assertThat(written.contents()).as("%s", source).containsExactly(new Element.Markdown("abc"));
            assertThat(result.get().text()).isEqualTo("abc");
            assertThat(result.get().parts()).containsExactly("abc");
        }
    }

    @Test
    void aStreamOfNumbersIsWrittenOneByOne() throws Exception {
        var written = Written.by((message, chat) -> message.writeStream(IntStream.of(1, 2)));
        assertThat(written.contents())
                .containsExactly(new Element.Code("1", null, null), new Element.Code("2", null, null));
    }

    @Test
    void nothingGivesAnEmptyText() throws Exception {
        for (Object source : List.of(List.of(), Multi.createFrom().empty(), List.of("", ""))) {
            var result = streamed(source);
            assertThat(result.text()).isEmpty();
            assertThat(result.parts()).isEmpty();
        }
    }

    @Test
    void whatIsWholeIsRefusedWithTheWordForIt() throws Exception {
        for (Object source : List.of("text", Table.of(List.of(1)), Map.of("a", 1), 5, Path.of("a"))) {
            var refusal = new CompletableFuture<String>();
            var written = Written.by((message, chat) -> {
                try {
                    message.writeStream(source);
                } catch (IllegalArgumentException e) {
                    refusal.complete(e.getMessage());
                }
                message.markdown("goes on");
            });
            assertThat(refusal.get(1, TimeUnit.SECONDS)).contains("use write(");
            assertThat(written.message().text()).isEqualTo("goes on");
        }
    }

    @Test
    void anotherChunkEndsTheTextAndStandsBetweenTheTexts() throws Exception {
        var chunks =
                List.of("a", "b", Map.of("k", 1), "c", List.of(Map.of("t", 1)), new IllegalStateException("x"), "d");
        for (Object source : List.of(
                chunks,
                Multi.createFrom().iterable(chunks),
                Multi.createFrom().iterable(chunks).emitOn(Infrastructure.getDefaultExecutor()))) {
            var result = new CompletableFuture<StreamResult>();
            var written = Written.by((message, chat) -> result.complete(message.writeStream(source)));
            assertThat(written.kinds()).containsExactly("markdown", "json", "markdown", "table", "callout", "markdown");
            assertThat(written.contents().getFirst()).isEqualTo(new Element.Markdown("ab"));
            assertThat(result.get().parts())
                    .containsExactly("ab", chunks.get(2), "c", chunks.get(4), chunks.get(5), "d");
            assertThat(result.get().text()).isEqualTo("ab\n\nc\n\nd");
            var again = Written.by((message, chat) -> message.write(result.get()));
            assertThat(again.json()).isEqualTo(written.json());
        }
    }

    @Test
    void aChunkThatCanBeCalledIsCalledAfterTheTextBeforeIt() throws Exception {
        for (boolean pushed : List.of(true, false)) {
            var seen = new CompletableFuture<Boolean>();
            var turns = new TestTurns();
            Runnable look = () -> {
                try {
                    turns.awaitText("before");
                    seen.complete(true);
                } catch (InterruptedException e) {
                    seen.completeExceptionally(e);
                }
            };
            Callable<Object> gives = () -> Map.of("given", 1);
            List<Object> chunks =
                    List.of("before", look, gives, (Callable<Object>) () -> "after", (Callable<Object>) () -> null);
            var written = Written.by(
                    turns,
                    (message, chat) ->
                            message.writeStream(pushed ? Multi.createFrom().iterable(chunks) : chunks));
            assertThat(seen).isCompletedWithValue(true);
            assertThat(written.kinds()).containsExactly("markdown", "json", "markdown");
        }
    }

    @Test
    void whatCanBeClosedIsClosed() throws Exception {
        var closed = new AtomicInteger();
        streamed(Stream.of("a").onClose(closed::incrementAndGet));
        assertThat(closed).hasValue(1);
        var failing = Stream.generate(() -> {
                    throw new IllegalStateException("broke");
                })
                .onClose(closed::incrementAndGet);
        assertThat(Written.by((message, chat) -> message.writeStream(failing)).state())
                .isEqualTo(EndState.FAILED);
        assertThat(closed).hasValue(2);
    }

    /** Waits for the next chunk until it is closed. */
    private static final class Waiting implements Iterator<Object>, AutoCloseable {

        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean first = true;

        @Override
        public boolean hasNext() {
            if (!first) {
                TestTurns.join(CompletableFuture.runAsync(() -> await(closed), Thread::startVirtualThread));
            }
            return first;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object next() {
            first = false;
            return "a";
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void stopClosesASourceThatWaits() throws Exception {
        var turns = new TestTurns();
        var source = new Waiting();
        turns.handler(chat -> chat.message("assistant").writeStream(source));
        int turn = turns.send("One");
        turns.awaitText("a");
        turns.ack(new Command.Stop(TestTurns.commandId(), turn));
        assertThat(turns.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(source.closed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(turns.last().text()).isEqualTo("a");
    }

    @Test
    void stopCancelsASourceThatSends() throws Exception {
        var turns = new TestTurns();
        var cancelled = new CompletableFuture<Void>();
        var source = Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item("a"), Multi.createFrom().nothing())
                .onCancellation()
                .invoke(() -> cancelled.complete(null));
        turns.handler(chat -> chat.message("assistant").writeStream(source));
        int turn = turns.send("One");
        turns.awaitText("a");
        turns.ack(new Command.Stop(TestTurns.commandId(), turn));
        assertThat(turns.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        TestTurns.join(cancelled);
    }

    @Test
    void aSourceThatFailsEndsItsMessageWithWhatCame() throws Exception {
        var broken = new IllegalStateException("broke");
        Multi<Object> pushed = Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().items("a", List.of(1)),
                        Multi.createFrom().failure(broken));
        Iterable<Object> pulled = () -> Stream.of("a", List.of(1), "b")
                .map(chunk -> {
                    if ("b".equals(chunk)) {
                        throw broken;
                    }
                    return chunk;
                })
                .iterator();
        for (Object source : List.of(pushed, pulled)) {
            var written = Written.by((message, chat) -> message.writeStream(source));
            assertThat(written.state()).isEqualTo(EndState.FAILED);
            assertThat(written.message().state()).isEqualTo(EndState.FAILED);
            assertThat(written.kinds()).containsExactly("markdown", "json");
        }
    }

    @Test
    void aCallThatThrowsFailsTheStream() throws Exception {
        Runnable broken = () -> {
            throw new IllegalStateException("broke");
        };
        for (Object source : List.of(List.of("a", broken), Multi.createFrom().items("a", broken))) {
            var written = Written.by((message, chat) -> message.writeStream(source));
            assertThat(written.state()).isEqualTo(EndState.FAILED);
            assertThat(written.message().text()).isEqualTo("a");
        }
    }

    @Test
    void anEndlessSourceIsReadNoFasterThanItIsStored() throws Exception {
        var turns = new TestTurns(new TurnLimits(), LogLimits.ofBacklog(10_000, 8_388_608));
        var asked = new AtomicInteger();
        Supplier<String> endless = () -> {
            asked.incrementAndGet();
            return "x".repeat(100);
        };
        var waits = new CountDownLatch(1);
        turns.handler(chat -> {
            turns.store.pause();
            waits.countDown();
            chat.message("assistant").writeStream(endless);
        });
        int turn = turns.send("One");
        waits.await(20, TimeUnit.SECONDS);
        Awaitility.await().until(() -> asked.get() > 50);
        int before = asked.get();
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> asked.get() - before < 100);
        assertThat(asked.get()).isLessThan(200);
        var stop = turns.execute(new Command.Stop(TestTurns.commandId(), turn));
        turns.store.resume();
        TestTurns.join(stop);
        assertThat(turns.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
    }

    @Test
    void aStreamMayGoIntoAStatus() throws Exception {
        var written = Written.by((message, chat) -> {
            try (var status = message.status("Thinking")) {
                assertThat(status.writeStream(List.of("a", Map.of("k", 1), "b")).parts())
                        .hasSize(3);
            }
        });
        assertThat(written.kinds()).containsExactly("status", "markdown", "json", "markdown");
        assertThat(written.message().elements().subList(1, 4)).allMatch(element -> element.container() != null);
        assertThat(written.contents().getFirst()).isEqualTo(new Step.Status("Thinking", Step.State.COMPLETE, false));
    }

    @Test
    void aCursorStandsBehindTheTextWhileItStreams() throws Exception {
        var written = Written.by((message, chat) -> message.writeStream(List.of("a", 1, "b"), "▌"));
        assertThat(written.contents())
                .containsExactly(
                        new Element.Markdown("a", "▌"),
                        new Element.Code("1", null, null),
                        new Element.Markdown("b", "▌"));
        assertThat(written.message().elements()).extracting(Element::endedAt).doesNotContainNull();
    }

    @Test
    void aStreamWithinAStreamIsWrittenInItsPlace() throws Exception {
        var written = Written.by((message, chat) ->
                message.writeStream(List.of("a", Multi.createFrom().items("b", "c"), "d")));
        assertThat(written.contents())
                .containsExactly(new Element.Markdown("a"), new Element.Markdown("bc"), new Element.Markdown("d"));
    }

    @Test
    void aModelsEventsMayComeByAnyKindOfSource() throws Exception {
        var result = streamed(List.of(
                new ModelEvent.Started("m", "model"),
                new ModelEvent.Thinking(0, "Hm"),
                new ModelEvent.Text(1, "Yes"),
                new ModelEvent.UsageReported(new ModelEvent.Usage(1, 2, 0, 0)),
                new ModelEvent.Finished(ModelEvent.StopReason.END_TURN, null)));
        assertThat(result.text()).isEqualTo("Yes");
        assertThat(result.usage().outputTokens()).isEqualTo(2);
        assertThat(result.stopReason()).isEqualTo(ModelEvent.StopReason.END_TURN);
    }

    @Test
    void chunksThatComeWhileAnotherIsWrittenKeepTheirOrder() throws Exception {
        var publisher = new SubmissionPublisher<Object>();
        var done = new AtomicBoolean();
        var written = Written.by((ChatMessage message, Chat chat) -> {
            Thread.startVirtualThread(() -> {
                while (publisher.getNumberOfSubscribers() == 0) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < 300; i++) {
                    publisher.submit(i % 3 == 0 ? Collections.singletonMap("n", i) : "t" + i);
                }
                publisher.close();
            });
            var parts = message.writeStream(publisher).parts();
            assertThat(parts).hasSize(200);
            assertThat(parts.subList(0, 3)).containsExactly(Map.of("n", 0), "t1t2", Map.of("n", 3));
            done.set(true);
        });
        assertThat(written.state()).isEqualTo(EndState.COMPLETE);
        assertThat(done).isTrue();
    }
}
