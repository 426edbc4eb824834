package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Citations;
import dev.parley.conversation.Element;
import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Event;
import dev.parley.conversation.Json;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import dev.parley.model.ModelEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code writeStream}: what it takes, what it makes of it, and what it gives back. */
class StreamedTest {

    /** What a handler got, and the turn that shows it. */
    private record Streamed(TestTurn turn, StreamResult result) {}

    private static Streamed streamed(Object source) {
        var result = new AtomicReference<StreamResult>();
        try (var chat =
                ChatHarness.of(given -> result.set(given.message("assistant").writeStream(source)))) {
            return new Streamed(chat.send("One").expectComplete(), result.get());
        }
    }

    private static TestTurn failed(Object source) {
        try (var chat = ChatHarness.of(given -> given.message("assistant").writeStream(source))) {
            return chat.send("One").expectFailed();
        }
    }

    static List<Supplier<Object>> sources() {
        var parts = List.of("It ", "rains");
        Iterable<String> iterable = () -> List.of("It ", "rains").iterator();
        Flow.Publisher<String> publisher = Multi.createFrom().iterable(parts);
        return List.of(
                () -> Multi.createFrom().iterable(parts),
                () -> Uni.createFrom().item("It rains"),
                () -> publisher,
                () -> AdaptersToReactiveStreams.publisher(publisher),
                () -> iterable,
                () -> parts,
                parts::iterator,
                parts::stream,
                () -> Collections.enumeration(parts),
                () -> CompletableFuture.completedStage("It rains"),
                () -> supplier(parts));
    }

    private static Supplier<String> supplier(List<String> parts) {
        var left = new ArrayList<>(parts);
        return () -> left.isEmpty() ? null : left.removeFirst();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void everySourceIsOneTextAndGivesItBack(Supplier<Object> source) {
        var streamed = streamed(source.get());
        assertThat(streamed.result().text()).isEqualTo("It rains");
        assertThat(streamed.result().parts()).containsExactly("It rains");
        streamed.turn().message().expectElements(Markdown.class);
        streamed.turn().expectText("It rains");
    }

    @Test
    void eachChunkIsSentAloneAndNeverTheTextSoFar() {
        var chunks = Collections.nCopies(1_000, "x".repeat(24));
        var turn = streamed(chunks).turn();
        assertThat(turn.element(Markdown.class).chunks()).isEqualTo(chunks);
        assertThat(turn.events())
                .filteredOn(Event.TextAppended.class::isInstance)
                .allMatch(event -> ((Event.TextAppended) event).text().length() == 24);
    }

    @Test
    void nothingGivesAnEmptyTextAndNoElement() {
        for (Object source : List.of(
                List.of(),
                Multi.createFrom().empty(),
                List.of("", ""),
                Uni.createFrom().nullItem())) {
            var streamed = streamed(source);
            assertThat(streamed.result().text()).isEmpty();
            assertThat(streamed.result().parts()).isEmpty();
            streamed.turn().message().expectElements();
        }
    }

    @Test
    void anotherChunkClosesTheTextIsWrittenAndTheNextTextIsNew() {
        var box = new IllegalArgumentException("No");
        var streamed = streamed(List.of("It ", "rains", Map.of("mm", 3), box, "So"));
        streamed.turn().message().expectElements(Markdown.class, Json.class, Callout.class, Markdown.class);
        assertThat(streamed.result().parts()).containsExactly("It rains", Map.of("mm", 3), box, "So");
        var first = streamed.turn().elements(Markdown.class).getFirst();
        var events = streamed.turn().events();
        assertThat(first.events().getLast()).isInstanceOf(Event.ElementClosed.class);
        assertThat(events.indexOf(first.events().getLast()))
                .isLessThan(events.indexOf(
                        streamed.turn().element(Json.class).events().getFirst()));
    }

    @Test
    void aResultIsReplayedByWrite() {
        var once = streamed(List.of("It rains", Map.of("mm", 3), "So"));
        try (var chat = ChatHarness.of(given -> given.message("assistant").write(once.result()))) {
            var again = chat.send("One").expectComplete();
            assertThat(again.message().elements())
                    .extracting(element -> element.content())
                    .isEqualTo(once.turn().message().elements().stream()
                            .map(element -> element.content())
                            .toList());
        }
    }

    @Test
    void whatCanBeCalledIsCalledWhenTheTextBeforeItIsClosed() {
        var calls = new ArrayList<String>();
        Runnable runs = () -> calls.add("runs");
        Callable<Object> gives = () -> {
            calls.add("gives");
            return List.of(1);
        };
        var streamed = streamed(List.of("Before", runs, "between", gives, "after"));
        assertThat(calls).containsExactly("runs", "gives");
        streamed.turn().message().expectElements(Markdown.class, Markdown.class, Json.class, Markdown.class);
        assertThat(streamed.result().parts()).containsExactly("Before", "between", List.of(1), "after");
    }

    @Test
    void theCursorStandsBehindEachTextThatStreams() {
        try (var chat =
                ChatHarness.of(given -> given.message("assistant").writeStream(List.of("a", List.of(1), "b"), "▌"))) {
            var turn = chat.send("One").expectComplete().expectText("a\n\nb");
            assertThat(turn.elements(Markdown.class))
                    .allMatch(text -> "▌".equals(text.content().cursor()) && text.endedAt() != null);
        }
    }

    static List<Object> whole() {
        return List.of(
                "text",
                CharBuffer.wrap("text"),
                Table.of(List.of(List.of(1))),
                dev.parley.chat.Chart.line(List.of(1)),
                Map.of("a", 1),
                Path.of("a.txt"),
                5,
                Optional.of("a"),
                new Object());
    }

    @ParameterizedTest
    @MethodSource("whole")
    void whatIsWholeIsRefusedWithTheWordForIt(Object whole) {
        try (var chat = ChatHarness.of(given -> {
            var message = given.message("assistant");
            assertThatThrownBy(() -> message.writeStream(whole))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write(");
            message.markdown("Goes on");
        })) {
            chat.send("One").expectComplete().expectText("Goes on");
        }
    }

    @Test
    void theRowsOfADatabaseAreRefusedWithTheWordForThem() throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                var statement = connection.createStatement();
                var results = statement.executeQuery("select 1")) {
            assertThat(failed(results).failure()).get().asString().contains("write(");
        }
    }

    /** Chunks and then an end, and whether it was closed. */
    private static final class Source implements Iterator<Object>, AutoCloseable {

        private final Iterator<Object> chunks;
        private final AtomicInteger closed = new AtomicInteger();

        Source(Object... chunks) {
            this.chunks = List.of(chunks).iterator();
        }

        @Override
        public boolean hasNext() {
            return chunks.hasNext();
        }

        @Override
        public Object next() {
            Object chunk = chunks.next();
            if (chunk instanceof RuntimeException failure) {
                throw failure;
            }
            return chunk;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private record AsIterable(Source source) implements Iterable<Object>, AutoCloseable {
        @Override
        public Iterator<Object> iterator() {
            return source;
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private record AsSupplier(Source source) implements Supplier<Object>, AutoCloseable {
        @Override
        public Object get() {
            return source.hasNext() ? source.next() : null;
        }

        @Override
        public void close() {
            source.close();
        }
    }

    private interface View {
        Object of(Source source);
    }

    /** The same source as each kind that can be closed. */
    private static final List<View> CLOSEABLE = List.of(
            source -> source,
            AsIterable::new,
            AsSupplier::new,
            source -> Stream.generate(source::next).limit(2).onClose(source::close),
            source -> Multi.createFrom()
                    .<Object>iterable(() -> source)
                    .onTermination()
                    .invoke(source::close));

    @Test
    void whatCanBeClosedIsClosedOnceAtItsEnd() {
        for (var view : CLOSEABLE) {
            var source = new Source("a", "b");
            assertThat(streamed(view.of(source)).result().text()).isEqualTo("ab");
            assertThat(source.closed).hasValue(1);
        }
    }

    @Test
    void aSourceThatFailsKeepsWhatCameAndIsClosed() {
        for (var view : CLOSEABLE) {
            var broke = new IllegalStateException("It broke");
            var source = new Source("Half", broke);
            var turn = failed(view.of(source)).expectText("Half");
            assertThat(turn.failure()).containsSame(broke);
            assertThat(source.closed).hasValue(1);
        }
    }

    @Test
    void aSourceThatIsStoppedKeepsWhatCameAndIsClosed() throws Exception {
        var letGo = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Stream<Object> waiting = Stream.<Object>of("Half", "never")
                .peek(chunk -> {
                    if ("never".equals(chunk)) {
                        awaitOrThrow(letGo);
                    }
                })
                .onClose(closed::countDown);
        try (var chat = ChatHarness.of(given -> given.message("assistant").writeStream(waiting))) {
            chat.begin("One").awaitText("Half").stop().expectStopped().expectText("Half");
            closed.await();
        }
    }

    private static void awaitOrThrow(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSubscriptionIsCancelledByStop() {
        var cancelled = new CountDownLatch(1);
        var endless = Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item("Half"), Multi.createFrom().nothing())
                .onCancellation()
                .invoke(cancelled::countDown);
        try (var chat = ChatHarness.of(given -> given.message("assistant").writeStream(endless))) {
            chat.begin("One").awaitText("Half").stop().expectStopped().expectText("Half");
            assertThat(cancelled.getCount()).isZero();
        }
    }

    @Test
    void whatAModelSendsIsEachInItsOwnElement() {
        ChatHandler handler = given -> given.message("assistant").writeStream(given.model().stream(given.history()));
        try (var chat = ChatHarness.of(handler)) {
            chat.model()
                    .answers(answer ->
                            answer.thinks("Hm").says("It rains.").cites("Guide", "https://example.org/", "It rains."));
            var turn = chat.send("One").expectComplete().expectText("It rains.");
            turn.message().expectElements(Element.Thinking.class, Markdown.class, Citations.class);
            assertThat(turn.message().text()).doesNotContain("{");
        }
    }

    @Test
    void aResultTellsWhatAModelCostAndWhyItStopped() {
        var result = streamed(List.of(
                        new ModelEvent.Text(0, "Yes"),
                        new ModelEvent.UsageReported(new ModelEvent.Usage(3, 4, 0, 0)),
                        new ModelEvent.Finished(ModelEvent.StopReason.MAX_TOKENS, null)))
                .result();
        assertThat(result.usage()).isEqualTo(new ModelEvent.Usage(3, 4, 0, 0));
        assertThat(result.stopReason()).isEqualTo(ModelEvent.StopReason.MAX_TOKENS);
    }

    @Test
    void aChartAmongTheChunksStandsInItsPlace() {
        var streamed = streamed(List.of("Before", dev.parley.chat.Chart.line(List.of(1, 2)), "after"));
        streamed.turn().message().expectElements(Markdown.class, Chart.class, Markdown.class);
    }
}
