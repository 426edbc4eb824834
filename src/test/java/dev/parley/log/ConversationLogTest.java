package dev.parley.log;

import static dev.parley.log.TestLogs.append;
import static dev.parley.log.TestLogs.message;
import static dev.parley.log.TestLogs.text;
import static dev.parley.log.TestLogs.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Event;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationLogTest {

    private final TestLogs given = new TestLogs(new TestLogs.Limits(20_000, 200, 1_048_576, 8_388_608));
    private final ConversationLog log = given.conversation("conversation-1");

    @AfterEach
    void close() throws InterruptedException {
        given.close();
    }

    private RecordingReader reader() {
        return RecordingReader.of(given, log, null);
    }

    @Test
    void aReaderWithoutAPositionGetsASnapshotAndThenWhatComes() {
        append(log, text("a"));
        var reader = reader().request(Long.MAX_VALUE);
        append(log, text("b"));
        append(log, title("t"));
        assertThat(reader.deliveries()).hasSize(3);
        assertThat(reader.deliveries().getFirst()).isInstanceOf(Delivery.Snapshot.class);
        assertThat(reader.deliveries().subList(1, 3))
                .containsExactly(
                        new Delivery.Logged(log.end().offset() - 1, text("b")),
                        new Delivery.Logged(log.end().offset(), title("t")));
    }

    @Test
    void aReaderGoesOnFromAnyPositionWithoutGapOrDuplicate() {
        append(log, text("a"), title("t"), text("b"), text("c"), title("u"));
        append(log, text("d"));
        append(log, new Event.ElementClosed(2, TestLogs.TIME));
        long end = log.end().offset();
        for (long from = 0; from <= end; from++) {
            var position = new Position(log.end().epoch(), from);
            var resumed = resumed(position);
            assertThat(resumed.getFirst()).isEqualTo(new Delivery.Resumed(position, end));
            var events = new ArrayList<Event>();
            long offset = from;
            for (var delivery : resumed.subList(1, resumed.size())) {
                var logged = (Delivery.Logged) delivery;
                assertThat(logged.offset()).isGreaterThan(offset);
                offset = logged.offset();
                events.add(logged.event());
            }
            assertThat(offset).isEqualTo(end);
            assertThat(characters(events))
                    .isEqualTo(characters(given.store.events(log.id()).subList((int) from, (int) end)));
        }
    }

    @Test
    void howeverMuchIsHiddenAReaderGoesOnBehindIt() {
        try (var large = new TestLogs(new TestLogs.Limits(64_000_000, 200, 1_048_576, 8_388_608))) {
            var hiding = large.conversation("conversation-2");
            var position = hiding.end();
            Event hidden = new Event.SessionChanged("a", "1");
            for (int i = 0; i < 30; i++) {
                append(hiding, Collections.nCopies(1_000, hidden).toArray(Event[]::new));
            }
            append(hiding, title("seen"));
            var deliveries = new ArrayList<Delivery>();
            hiding.read(position, Runnable::run).subscribe().with(deliveries::add);
            assertThat(deliveries)
                    .last()
                    .isEqualTo(new Delivery.Logged(hiding.end().offset(), title("seen")));
        }
    }

    /** All there is for a reader that comes back. */
    private List<Delivery> resumed(Position from) {
        var deliveries = new ArrayList<Delivery>();
        log.read(from, Runnable::run).subscribe().with(deliveries::add);
        return deliveries;
    }

    /** The events with each text split, so that it does not matter what was merged. */
    private static List<Event> characters(List<Event> events) {
        return events.stream()
                .flatMap(event -> event instanceof Event.TextAppended(int element, String text)
                        ? text.chars().mapToObj(c -> new Event.TextAppended(element, String.valueOf((char) c)))
                        : Stream.of(event))
                .toList();
    }

    @Test
    void aPositionOfAnotherEpochGetsASnapshot() {
        assertThat(resumed(new Position("another", log.end().offset())).getFirst())
                .isEqualTo(new Delivery.Snapshot(log.end(), log.snapshot()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, 4, 1_000_000, Long.MAX_VALUE})
    void aPositionThatNeverWasGetsASnapshot(long offset) {
        assertThat(log.end().offset()).isLessThan(4);
        assertThat(resumed(new Position(log.end().epoch(), offset)).getFirst())
                .isEqualTo(new Delivery.Snapshot(log.end(), log.snapshot()));
    }

    @Test
    void aPositionBelowTheTailGetsASnapshot() {
        var early = log.end();
        for (int i = 0; i < 10; i++) {
            append(log, text("x".repeat(3_000)));
        }
        assertThat(resumed(early)).containsExactly(new Delivery.Snapshot(log.end(), log.snapshot()));
    }

    @Test
    void aReaderThatFallsBelowTheTailGetsASnapshotAndGoesOn() {
        var slow = reader().request(1);
        for (int i = 0; i < 10; i++) {
            append(log, text("x".repeat(3_000)));
        }
        slow.request(1);
        assertThat(slow.deliveries().getLast()).isEqualTo(new Delivery.Snapshot(log.end(), log.snapshot()));
        append(log, text("y"));
        slow.request(1);
        assertThat(slow.texts()).containsExactly("y");
        assertThat(slow.shown()).isEqualTo(ConversationJson.write(log.snapshot()));
    }

    @Test
    void aReaderThatAsksForNothingGetsNothing() {
        var reader = reader();
        append(log, text("a"));
        assertThat(reader.deliveries()).isEmpty();
        reader.request(2);
        append(log, text("b"));
        append(log, text("c"));
        assertThat(reader.deliveries()).hasSize(2);
        assertThat(reader.texts()).containsExactly("b");
        reader.request(1);
        assertThat(reader.texts()).containsExactly("b", "c");
    }

    @Test
    void aReaderThatCatchesUpGetsItInFewLargeDeliveries() {
        var reader = reader().request(1);
        for (int i = 0; i < 200; i++) {
            append(log, text("word "));
        }
        reader.request(Long.MAX_VALUE);
        assertThat(reader.texts()).containsExactly("word ".repeat(200));
        assertThat(reader.position()).isEqualTo(log.end());
    }

    @Test
    void mergedTextHasABound() {
        try (var large = new TestLogs()) {
            var conversation = large.conversation("conversation-2");
            var reader = RecordingReader.of(large, conversation, null).request(1);
            for (int i = 0; i < 100; i++) {
                append(conversation, text("x".repeat(1_000)));
            }
            reader.request(Long.MAX_VALUE);
            assertThat(reader.texts())
                    .hasSizeBetween(10, 12)
                    .allMatch(text -> text.length() <= ConversationLog.LARGEST_TEXT);
            assertThat(String.join("", reader.texts())).hasSize(100_000);
        }
    }

    @Test
    void aStalledReaderDelaysNobody() {
        Queue<Runnable> neverRun = new ArrayDeque<>();
        var stalled = new RecordingReader(log, given.store).connect(null, neverRun::add);
        stalled.request(Long.MAX_VALUE);
        var reader = reader().request(Long.MAX_VALUE);
        for (int i = 0; i < 1_000; i++) {
            append(log, text("x"));
        }
        assertThat(reader.texts()).hasSize(1_000);
        assertThat(stalled.deliveries()).isEmpty();
        assertThat(neverRun).as("one task waits, however much has come").hasSize(1);
        neverRun.remove().run();
        assertThat(stalled.shown()).isEqualTo(reader.shown());
    }

    @Test
    void whatIsKeptForTheProviderIsNeverDelivered() {
        var reader = reader().request(Long.MAX_VALUE);
        var block = new Event.BlockKept(1, new KeptBlock("claude", "x", "secret"));
        append(log, block);
        append(log, text("a"), block, block, text("b"), block);
        assertThat(reader.deliveries().toString()).doesNotContain("secret");
        assertThat(reader.texts()).containsExactly("a", "b");
        var from = new Position(log.end().epoch(), 3);
        assertThat(resumed(from))
                .hasSize(3)
                .noneMatch(delivery -> String.valueOf(delivery).contains("secret"));
        assertThat(resumed(log.end()))
                .containsExactly(new Delivery.Resumed(log.end(), log.end().offset()));
    }

    @Test
    void aCancelledReaderGetsNothingMore() {
        var reader = reader().request(Long.MAX_VALUE);
        assertThat(log.hasReaders()).isTrue();
        reader.cancel();
        append(log, text("a"));
        assertThat(reader.texts()).isEmpty();
        assertThat(log.hasReaders()).isFalse();
    }

    @Test
    void aChangeOfBranchIsANewWindow() {
        append(log, below(3, 1), below(4, 3));
        var reader = reader().request(Long.MAX_VALUE);
        var before = log.end();
        append(log, Event.ConversationChanged.leaf(1), below(5, 1, 3));
        assertThat(reader.deliveries().getLast()).isEqualTo(new Delivery.Snapshot(log.end(), log.snapshot()));
        assertThat(log.snapshot().messages()).extracting(Message::id).containsExactly(1, 5);
        assertThat(log.snapshot()).isEqualTo(given.store.snapshot(log.id()));
        append(log, Event.ConversationChanged.leaf(4));
        assertThat(log.snapshot().messages()).extracting(Message::id).containsExactly(1, 3, 4);
        append(log, title("after"));
        assertThat(reader.shown()).isEqualTo(ConversationJson.write(given.store.snapshot(log.id())));
        assertThat(resumed(before))
                .as("a position before it gets the window too")
                .first()
                .isInstanceOf(Delivery.Snapshot.class);
    }

    @Test
    void aBranchThatCannotBeReadIsShownWithTheNextChange() {
        append(log, below(3, 1), below(4, 3));
        var reader = reader().request(Long.MAX_VALUE);
        given.store.failReads(true);
        append(log, Event.ConversationChanged.leaf(3));
        append(log, title("a"));
        given.store.failReads(false);
        append(log, title("b"));
        append(log, text("c"));
        assertThat(log.snapshot()).isEqualTo(given.store.snapshot(log.id()));
        assertThat(reader.shown()).isEqualTo(ConversationJson.write(given.store.snapshot(log.id())));
    }

    @Test
    void aReaderMayComeBeforeTheConversationIsMade() {
        var unborn = given.logs.hold(new ConversationId("conversation-2"));
        var reader = RecordingReader.of(given, unborn, null).request(Long.MAX_VALUE);
        assertThat(reader.deliveries()).hasSize(1);
        TestLogs.await(unborn.append(TestLogs.creation(unborn, title("Born"), message(1))));
        assertThat(reader.shown()).contains("\"title\":\"Born\"").contains("\"id\":1");
    }

    @Test
    void numbersAreGivenOnce() {
        int first = log.nextNumber();
        assertThat(log.nextNumber()).isEqualTo(first + 1);
        assertThat(first).isEqualTo(3);
    }

    private static Event below(int id, int parent, Integer... siblings) {
        return new Event.MessageStarted(
                id, parent, List.of(siblings), Role.ASSISTANT, "assistant", null, TestLogs.TIME, 0, null);
    }
}
