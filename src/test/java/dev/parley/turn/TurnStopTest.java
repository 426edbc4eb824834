package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Usage;
import dev.parley.turn.CommandRefused.Reason;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Turns that are stopped, by their reader or because the server shuts down. */
class TurnStopTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

    @Test
    void stopCancelsTheModelAndKeepsWhatCame() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().started().cost(7, 1).say("Half a sen");
        given.awaitText("Half a sen");
        given.stop(turn);
        call.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(given.last().text()).isEqualTo("Half a sen");
        assertThat(given.last().state()).isEqualTo(EndState.STOPPED);
        assertThat(given.last().usage()).isEqualTo(new Usage(7, 3, 0, 0, "scripted-1", 10, null, true));
        assertThat(given.last().elements().getLast().endedAt()).isNotNull();
    }

    @Test
    void stopBeforeTheFirstWordLeavesAStoppedMessage() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        given.stop(turn);
        call.awaitCancelled();
        given.awaitEnd(turn);
        assertThat(given.last().state()).isEqualTo(EndState.STOPPED);
    }

    /** Whatever a handler streams from. */
    private static Flow.Publisher<String> uncancellable() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
                throw new IllegalStateException("It does not let go");
            }
        });
    }

    @Test
    void aSourceThatCannotBeCancelledKeepsNothingElseFromEnding() throws Exception {
        given.handler(chat -> {
            if (chat.text().equals("One")) {
                Thread.startVirtualThread(() -> chat.message("guide").writeStream(uncancellable()));
                var message = chat.message("assistant");
                message.markdown("Asking");
                message.writeStream(chat.model().stream(chat.history()));
            } else {
                chat.message("assistant").markdown("Next");
            }
        });
        int turn = given.send("One");
        var call = given.model.nextCall();
        given.await(now -> now.messages().size() == 3);
        given.stop(turn);
        call.awaitCancelled();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
        assertThat(given.awaitEnd(given.send("Two"))).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void stopOfAnotherTurnDoesNothing() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        given.stop(turn + 1_000);
        assertThat(call.isCancelled()).isFalse();
        call.finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        given.stop(turn);
        assertThat(given.snapshot().messages()).extracting(Message::state).containsOnly(EndState.COMPLETE);
    }

    @Test
    void whatAHandlerWritesAfterStopIsRefusedAndTheNextTurnDoesNotWaitForIt() throws Exception {
        var refused = new Thrown();
        var stopped = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        given.handler(chat -> {
            if (!chat.text().equals("One")) {
                chat.message("assistant").markdown("Answer to " + chat.text());
                return;
            }
            var message = chat.message("assistant").markdown("Kept");
            uninterruptibly(stopped);
            assertThat(chat.cancelled()).isTrue();
            refused.by(() -> message.markdown("too late"));
            refused.by(() -> chat.message("assistant"));
            refused.by(() -> message.writeStream(Multi.createFrom().items("too late")));
            refused.by(() -> message.writeStream(chat.model().stream(chat.history())));
            message.close();
            uninterruptibly(never);
        });
        int one = given.send("One");
        int two = given.send("Two");
        given.await(now -> now.messages().size() == 2
                && !now.messages().getLast().elements().isEmpty());
        given.stop(one);
        stopped.countDown();
        given.ack(new Command.SendQueued(commandId()));
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        for (int i = 0; i < 4; i++) {
            assertThat(refused.next()).isInstanceOf(TurnEndedException.class);
        }
        assertThat(given.events().toString()).doesNotContain("too late");
        assertThat(given.model.hasNoCall()).isTrue();
        never.countDown();
    }

    @Test
    void stopInterruptsTheHandler() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        given.handler(chat -> {
            chat.message("assistant").markdown("a");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        });
        int turn = given.send("One");
        given.awaitText("a");
        given.stop(turn);
        assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
    }

    @Test
    void stopCancelsAlsoTheCallsThatTheHandlerSubscribedToItself() throws Exception {
        var failed = new CompletableFuture<Throwable>();
        given.handler(chat -> {
            chat.model().stream(chat.history()).subscribe().with(event -> {}, failed::complete);
            chat.message("assistant").markdown("a");
            new CountDownLatch(1).await();
        });
        int turn = given.send("One");
        var call = given.model.nextCall().started();
        given.awaitText("a");
        given.stop(turn);
        call.awaitCancelled();
        assertThat(failed.get(20, TimeUnit.SECONDS)).isInstanceOf(TurnEndedException.class);
    }

    @Test
    void aServerThatShutsDownInterruptsWhatRuns() throws Exception {
        int one = given.send("One");
        given.send("Two");
        var call = given.model.nextCall().started().say("Half");
        given.awaitText("Half");
        given.shutDown();
        call.awaitCancelled();
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.INTERRUPTED);
        assertThat(given.last().text()).isEqualTo("Half");
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.model.hasNoCall()).isTrue();
        assertThat(given.refusal(new Command.Send(commandId(), "Three", null))).isEqualTo(Reason.SHUTTING_DOWN);
    }

    @Test
    void aTurnThatIsAboutToBeginWhenTheServerShutsDownIsInterrupted() throws Exception {
        given.store.pause();
        var sent = given.execute(new Command.Send(commandId(), "One", null));
        given.store.awaitBlocked();
        var down = Thread.ofVirtual().start(given::shutDown);
        given.store.resume();
        int turn = join(sent).turn();
        down.join(Duration.ofSeconds(20));
        if (!given.snapshot().messages().isEmpty()) {
            assertThat(given.awaitEnd(turn)).isEqualTo(EndState.INTERRUPTED);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // Such a handler does not listen.
            }
        }
    }
}
