package dev.parley.log;

import static dev.parley.log.TestLogs.await;
import static dev.parley.log.TestLogs.creation;
import static dev.parley.log.TestLogs.failure;
import static dev.parley.log.TestLogs.message;
import static dev.parley.log.TestLogs.text;
import static dev.parley.log.TestLogs.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Commit;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Event;
import dev.parley.conversation.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final TestLogs given = new TestLogs();

    @AfterEach
    void close() throws InterruptedException {
        given.close();
    }

    @Test
    void whatQueuesUpDuringACommitIsTheNextBatch() throws Exception {
        var one = given.conversation("conversation-1");
        var two = given.conversation("conversation-2");
        int before = given.store.committed().size();
        given.store.pause();
        var first = one.append(Append.of(title("a")));
        given.store.awaitBlocked();
        one.append(Append.of(title("b")));
        two.append(Append.of(title("x")));
        var last = one.append(Append.of(title("c")));
        given.store.resume();
        await(first);
        await(last);
        var commits = given.store.committed().subList(before, before + 2);
        assertThat(commits.getFirst()).hasSize(1);
        assertThat(commits.getLast()).extracting(Commit::conversation).containsExactly(one.id(), two.id());
        assertThat(given.store.events(one.id())).endsWith(title("a"), title("b"), title("c"));
    }

    @Test
    void anErrorInLookingAfterTheStoreKeepsNothingFromBeingStored() {
        var log = given.conversation("conversation-1");
        given.store.breakTending();
        int before = given.store.tended();
        Awaitility.await().until(() -> given.store.tended() > before);
        TestLogs.append(log, title("a"));
        assertThat(given.store.events(log.id())).endsWith(title("a"));
    }

    @Test
    void offsetsOfAConversationHaveNoGap() {
        var log = given.conversation("conversation-1");
        for (int i = 0; i < 50; i++) {
            TestLogs.append(log, title("t" + i), text("x"));
        }
        var offsets = given.store.committed().stream()
                .flatMap(List::stream)
                .flatMap(commit -> commit.events().stream())
                .map(LoggedEvent::offset)
                .toList();
        assertThat(offsets)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, offsets.size())
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    @Test
    void nothingIsVisibleBeforeItsCommit() throws Exception {
        var log = given.conversation("conversation-1");
        var reader = RecordingReader.of(given, log, null).request(Long.MAX_VALUE);
        var end = log.end();
        given.store.pause();
        var stored = log.append(Append.of(text("secret")));
        given.store.awaitBlocked();
        assertThat(log.end()).isEqualTo(end);
        assertThat(log.snapshot().toString()).doesNotContain("secret");
        assertThat(reader.texts()).isEmpty();
        assertThat(stored.toCompletableFuture()).isNotDone();
        given.store.resume();
        await(stored);
        assertThat(reader.texts()).containsExactly("secret");
    }

    @Test
    void onlyTheConversationThatCannotBeStoredFails() throws Exception {
        var good = given.conversation("good-conversation");
        var bad = given.conversation("bad-conversation");
        var blocker = given.conversation("blocking-conversation");
        given.store.pause();
        blocker.append(Append.of(title("a")));
        given.store.awaitBlocked();
        given.store.failOn(bad.id());
        var kept = Stream.of(good.append(Append.of(title("1"))), good.append(Append.of(title("2"))))
                .toList();
        var lost = bad.append(Append.of(title("x")));
        given.store.resume();
        kept.forEach(TestLogs::await);
        assertThat(failure(lost)).isInstanceOf(NotStoredException.class);
        assertThat(good.snapshot().conversation().title()).isEqualTo("2");
        assertThat(bad.snapshot().conversation().title()).isEqualTo("Title");
        assertThat(given.store.events(good.id())).containsOnlyOnce(title("1"), title("2"));
        given.store.recover();
        TestLogs.append(bad, title("y"));
        assertThat(bad.snapshot().conversation().title()).isEqualTo("y");
    }

    @Test
    void afterAFailureNothingMoreOfThatTurnIsKept() throws Exception {
        var log = given.conversation("conversation-1");
        var told = new ArrayList<NotStoredException>();
        var backlog = given.logs.backlog(told::add);
        given.store.pause();
        log.append(Append.of(title("before")), backlog);
        given.store.awaitBlocked();
        given.store.failOn(commit ->
                commit.events().stream().anyMatch(logged -> logged.event().equals(title("guilty"))));
        var guilty = log.append(Append.of(title("guilty")), backlog);
        given.store.resume();
        assertThat(failure(guilty)).isInstanceOf(NotStoredException.class);
        var later = log.append(Append.of(title("later")), backlog);
        assertThat(failure(later)).isInstanceOf(NotStoredException.class);
        var ofAnother = given.logs.backlog(told::add);
        await(log.append(Append.of(title("of another turn")), ofAnother));
        assertThat(given.store.events(log.id()))
                .contains(title("before"), title("of another turn"))
                .doesNotContain(title("guilty"), title("later"));
        assertThat(told).hasSize(1);
        assertThat(backlog.full()).isFalse();
    }

    @Test
    void whatFailedTakesNoRoom() {
        var log = given.conversation("conversation-1");
        var backlog = new Backlog(1_000, new Backlog.Shared(1_000), failure -> {});
        given.store.failAlways();
        failure(log.append(Append.of(text("x".repeat(5_000))), backlog));
        assertThat(backlog.full()).isFalse();
        assertThat(backlog.exhausted()).isFalse();
    }

    @Test
    void anAppendThatMakesNoSenseHarmsNobodyElse() {
        var good = given.conversation("good-conversation");
        var bad = given.conversation("bad-conversation");
        assertThat(failure(bad.append(Append.of(new Event.TextAppended(77, "for nobody")))))
                .isInstanceOf(NotStoredException.class);
        TestLogs.append(good, text("fine"));
        TestLogs.append(bad, text("fine too"));
    }

    @Test
    void neighbouringTextsOfOneElementAreStoredAsOne() throws Exception {
        var log = given.conversation("conversation-1");
        TestLogs.append(log, TestLogs.element(3, 1));
        given.store.pause();
        append(log, 2, "a");
        given.store.awaitBlocked();
        append(log, 2, "b");
        append(log, 2, "c");
        append(log, 3, "x");
        append(log, 2, "d");
        append(log, 2, "e");
        var last = log.append(Append.of(title("t"), text("f")));
        given.store.resume();
        await(last);
        var events = given.store.events(log.id());
        assertThat(events.subList(3, events.size()))
                .containsExactly(
                        text("a"), text("bc"), new Event.TextAppended(3, "x"), text("de"), title("t"), text("f"));
    }

    @Test
    void aMergedTextHasABound() throws Exception {
        var log = given.conversation("conversation-1");
        given.store.pause();
        log.append(Append.of(title("t")));
        given.store.awaitBlocked();
        var pieces = new ArrayList<CompletionStage<Void>>();
        for (int i = 0; i < 2_000; i++) {
            pieces.add(log.append(Append.of(text("x".repeat(100)))));
        }
        given.store.resume();
        pieces.forEach(TestLogs::await);
        assertThat(log.snapshot().messages().getFirst().text()).hasSize(200_000);
        assertThat(given.store.events(log.id()).stream()
                        .filter(Event.TextAppended.class::isInstance)
                        .mapToInt(event -> ((Event.TextAppended) event).text().length()))
                .allMatch(length -> length <= ConversationLog.LARGEST_TEXT)
                .hasSizeLessThan(30);
    }

    @Test
    void closingCommitsWhatWaitsAndDoesNotDisturbTheCommitUnderWay() throws Exception {
        var log = given.conversation("conversation-1");
        given.store.pause();
        var first = log.append(Append.of(title("a")));
        given.store.awaitBlocked();
        var second = log.append(Append.of(title("b")));
        var closing = Thread.ofVirtual().start(() -> {
            try {
                given.logs.close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        while (closing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        given.store.resume();
        closing.join();
        await(first);
        await(second);
        assertThat(given.store.wasInterrupted()).isFalse();
        assertThat(failure(log.append(Append.of(title("c"))))).isInstanceOf(NotStoredException.class);
    }

    @Test
    void aFaultOfWhoeverIsToldDoesNotStopTheWriter() {
        given.logs.onChange(summary -> {
            throw new IllegalStateException("A listener's fault");
        });
        var log = given.conversation("conversation-1");
        TestLogs.append(log, title("a"));
        TestLogs.append(log, title("b"));
        assertThat(log.snapshot().conversation().title()).isEqualTo("b");
    }

    @Test
    void aReaderWhoseExecutorHasEndedStopsNobody() {
        var log = given.conversation("conversation-1");
        var gone = new RecordingReader(log, given.store).connect(null, task -> {
            throw new RejectedExecutionException();
        });
        var reader = RecordingReader.of(given, log, null).request(Long.MAX_VALUE);
        gone.request(1);
        TestLogs.append(log, text("still here"));
        assertThat(reader.texts()).containsExactly("still here");
    }

    @Test
    void appendsOfSeveralThreadsKeepEachThreadsOrder() throws Exception {
        var log = given.conversation("conversation-1");
        int threads = 8;
        int each = 500;
        var ready = new CountDownLatch(threads);
        var running = IntStream.range(0, threads)
                .mapToObj(thread -> Thread.ofVirtual().start(() -> {
                    ready.countDown();
                    for (int i = 0; i < each; i++) {
                        log.append(Append.of(title(thread + ":" + i)));
                    }
                }))
                .toList();
        for (var thread : running) {
            thread.join();
        }
        TestLogs.append(log, title("end"));
        var titles = given.store.events(log.id()).stream()
                .filter(Event.ConversationChanged.class::isInstance)
                .map(event -> String.valueOf(((Event.ConversationChanged) event).title()))
                .toList();
        assertThat(titles).hasSize(threads * each + 1);
        for (int thread = 0; thread < threads; thread++) {
            String prefix = thread + ":";
            assertThat(titles.stream().filter(title -> title.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
        assertThat(ready.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aConversationIsCreatedByItsFirstAppend() {
        var log = given.logs.hold(new ConversationId("conversation-1"));
        assertThat(log.conversation()).isNull();
        assertThat(failure(log.append(Append.of(title("a"))))).isInstanceOf(NotStoredException.class);
        await(log.append(creation(log, message(1))));
        assertThat(log.conversation()).isNotNull();
        assertThat(given.store.find(log.id()).orElseThrow().owner()).isEqualTo("anna");
    }

    private static void append(ConversationLog log, int element, String text) {
        log.append(Append.of(new Event.TextAppended(element, text)));
    }
}
