package dev.parley.log;

import static dev.parley.log.TestLogs.append;
import static dev.parley.log.TestLogs.text;
import static dev.parley.log.TestLogs.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConversationLogsTest {

    private final TestLogs given = new TestLogs(new TestLogs.Limits(20_000, 2, 1_048_576, 8_388_608));

    @AfterEach
    void close() throws InterruptedException {
        given.close();
    }

    @Test
    void whoHoldsAConversationAtTheSameTimeHasTheSameLog() {
        var log = given.conversation("conversation-1");
        assertThat(given.logs.hold(log.id())).isSameAs(log);
        given.logs.release(log);
        given.logs.release(log);
        assertThat(given.logs.hold(log.id()))
                .as("kept for readers that come back")
                .isSameAs(log);
    }

    @Test
    void theOldestOfTheLogsThatNobodyHoldsAreClosed() {
        var held = given.conversation("held-conversation");
        var first = given.conversation("conversation-1");
        var second = given.conversation("conversation-2");
        var third = given.conversation("conversation-3");
        append(first, title("kept"));
        given.logs.release(first);
        given.logs.release(second);
        given.logs.release(third);
        assertThat(given.logs.hold(third.id())).isSameAs(third);
        assertThat(given.logs.hold(second.id())).isSameAs(second);
        assertThat(given.logs.hold(held.id())).isSameAs(held);
        var again = given.logs.hold(first.id());
        assertThat(again).isNotSameAs(first);
        assertThat(again.end().epoch()).isNotEqualTo(first.end().epoch());
        assertThat(again.snapshot().conversation().title()).isEqualTo("kept");
        assertThat(again.lastNumber()).isEqualTo(first.lastNumber());
    }

    @Test
    void aLogThatNobodyIsExpectedBackForIsClosedUnlessSomebodyHoldsIt() {
        var log = given.conversation("conversation-1");
        given.logs.hold(log.id());
        given.logs.close(log);
        assertThat(given.logs.hold(log.id())).isSameAs(log);
        given.logs.close(log);
        given.logs.close(log);
        assertThat(given.logs.hold(log.id())).isNotSameAs(log);
    }

    @Test
    void aConversationThatIsUsedOftenPushesNobodyOutAndIsNotPushedOut() {
        var first = given.conversation("conversation-1");
        var second = given.conversation("conversation-2");
        given.logs.release(first);
        given.logs.release(second);
        for (int i = 0; i < 10; i++) {
            assertThat(given.logs.hold(second.id())).isSameAs(second);
            given.logs.release(second);
        }
        assertThat(given.logs.hold(first.id())).isSameAs(first);
    }

    @Test
    void logsAreGivenUpByManyAtATimeWhereNoneIsKept() throws Exception {
        try (var none = new TestLogs(new TestLogs.Limits(20_000, 0, 1_048_576, 8_388_608));
                var many = Executors.newFixedThreadPool(4)) {
            var ids = List.of(
                    none.conversation("conversation-1").id(),
                    none.conversation("conversation-2").id(),
                    none.conversation("conversation-3").id());
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < 20_000; i++) {
                var id = ids.get(i % ids.size());
                done.add(many.submit(() -> none.logs.release(none.logs.hold(id))));
            }
            for (var one : done) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aLogThatIsOpenedAgainGoesOnWhereItWas() {
        var log = given.conversation("conversation-1");
        append(log, text("a"));
        var epoch = log.end();
        given.logs.release(log);
        given.logs.release(given.conversation("conversation-2"));
        given.logs.release(given.conversation("conversation-3"));
        var again = given.logs.hold(log.id());
        append(again, text("b"));
        var reader = RecordingReader.of(given, again, epoch).request(Long.MAX_VALUE);
        assertThat(reader.deliveries()).first().isInstanceOf(Delivery.Snapshot.class);
        assertThat(again.snapshot().messages().getFirst().text()).isEqualTo("ab");
    }

    @Test
    void aListIsToldWhenATurnStartsOrEndsAndWhenTheTitleChanges() {
        var told = new ArrayList<String>();
        Consumer<ConversationSummary> listener = summary -> told.add(summary.title() + " " + summary.state());
        given.logs.onChange(listener);
        var log = given.conversation("conversation-1");
        append(log, text("not for a list"));
        append(log, new Event.TurnStarted(3, TestLogs.TIME));
        append(log, title("New"));
        append(log, new Event.TurnEnded(3, EndState.COMPLETE, TestLogs.TIME));
        given.logs.removeOnChange(listener);
        append(log, title("Nobody listens"));
        assertThat(told).containsExactly("Title IDLE", "Title RUNNING", "New RUNNING", "New IDLE");
    }
}
