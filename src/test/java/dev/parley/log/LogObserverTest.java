package dev.parley.log;

import static dev.parley.log.TestLogs.title;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever watches the writer is told, and what can be asked of the logs. */
class LogObserverTest {

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final TestLogs given =
            new TestLogs(new TestLogs.Limits(262_144, 200, 1_048_576, 8_388_608), new LogObserver() {
                @Override
                public void committed(int events, long nanos) {
                    told.add("committed " + events);
                    assertThat(nanos).isNotNegative();
                }

                @Override
                public void lost(int events) {
                    told.add("lost " + events);
                }
            });

    @AfterEach
    void close() throws Exception {
        given.close();
    }

    @Test
    void aBatchIsToldWithHowManyEventsItHad() {
        var log = given.conversation("a-conversation");
        TestLogs.append(log, title("a"), title("b"));

        assertThat(told).containsExactly("committed 2", "committed 2");
    }

    @Test
    void whatIsLostIsToldOnce() {
        var log = given.conversation("a-conversation");
        told.clear();
        given.store.failOn(log.id());

        assertThat(TestLogs.failure(log.append(Append.of(title("a"))))).isInstanceOf(NotStoredException.class);
        assertThat(told).containsExactly("lost 1");
    }

    @Test
    void aReaderThatAsksForNothingFallsBehind() {
        var log = given.conversation("a-conversation");
        var quick = RecordingReader.of(given, log, null);
        assertThat(given.logs.lag()).isEqualTo(new ReaderLag(1, 0, 0));

        var slow = log.read(log.end(), Runnable::run).subscribe().withSubscriber(AssertSubscriber.create(1));
        TestLogs.append(log, title("a"));
        TestLogs.append(log, title("b"));
        TestLogs.append(log, title("c"));

        assertThat(given.logs.lag()).isEqualTo(new ReaderLag(2, 1, 3));
        slow.cancel();
        quick.cancel();
        assertThat(given.logs.lag()).isEqualTo(ReaderLag.NONE);
    }
}
