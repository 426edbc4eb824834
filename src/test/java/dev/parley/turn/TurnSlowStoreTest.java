package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.EndState;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a turn does when its store is slow: it waits with what it writes, and ends when that takes too long. */
class TurnSlowStoreTest {

    private TestTurns given = new TestTurns();

    private void limited(TurnConfig config, long backlogPerTurn, long backlogAllTurns) {
        given = new TestTurns(config, LogLimits.ofBacklog(backlogPerTurn, backlogAllTurns));
    }

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.endAll();
    }

    @Test
    void aSlowStoreHoldsTheModelUpAndThenEndsTheTurn() throws Exception {
        limited(TurnLimits.impatient(), 2_000, 8_388_608);
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("kept");
        given.awaitText("kept");
        given.store.pause();
        for (int i = 0; i < 500; i++) {
            call.say("x".repeat(100));
        }
        assertThat(call.unsaid()).as("the model is asked for no more").isGreaterThan(300);
        call.awaitCancelled();
        given.store.resume();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("backlog_full");
        assertThat(given.last().text()).startsWith("kept");
    }

    @Test
    void aModelThatWasHeldUpGoesOnWhenTheStoreHasCaughtUp() throws Exception {
        limited(new TurnLimits(), 2_000, 8_388_608);
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("kept");
        given.awaitText("kept");
        given.store.pause();
        for (int i = 0; i < 500; i++) {
            call.say("x".repeat(100));
        }
        assertThat(call.unsaid()).isPositive();
        given.store.resume();
        given.awaitText("kept" + "x".repeat(50_000));
        assertThat(call.askedBy()).as("not on the log writer's thread").isNotEqualTo("parley-log-writer");
        call.finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aSlowStoreHoldsTheHandlerUpAndThenEndsTheTurn() throws Exception {
        limited(TurnLimits.impatient(), 2_000, 8_388_608);
        var written = new LinkedBlockingQueue<Integer>();
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                for (int i = 0; i < 1_000; i++) {
                    message.markdown("x".repeat(500));
                    written.add(i);
                }
            }
        });
        int turn = given.send("One");
        assertThat(written.poll(20, TimeUnit.SECONDS)).isZero();
        given.store.pause();
        while (given.snapshot().turn() == null) {
            Thread.onSpinWait();
        }
        given.store.awaitBlocked();
        int last = -1;
        for (Integer next = 0; next != null; next = written.poll(1, TimeUnit.SECONDS)) {
            last = next;
        }
        assertThat(last).isLessThan(999);
        given.store.resume();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("backlog_full");
    }

    @Test
    void stopReachesAHandlerThatIsHeldUp() throws Exception {
        limited(new TurnLimits(), 2_000, 8_388_608);
        var ended = new CompletableFuture<Throwable>();
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                while (true) {
                    message.markdown("x".repeat(500));
                }
            } catch (RuntimeException e) {
                ended.complete(e);
                throw e;
            }
        });
        given.store.pause();
        var sent = given.execute(new Command.Send(commandId(), "One", null));
        given.store.resume();
        int turn = join(sent).turn();
        given.await(now -> now.messages().size() == 2);
        given.store.pause();
        var stopped = given.execute(new Command.Stop(commandId(), turn));
        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(TurnEndedException.class);
        given.store.resume();
        join(stopped);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.STOPPED);
    }

    @Test
    void aHandlerThatCannotEvenBeginAMessageFailsVisibly() throws Exception {
        limited(TurnLimits.impatient(), 1_000_000, 1);
        var tooMuch = new CompletableFuture<Void>();
        given.handler(chat -> {
            given.store.pause();
            try {
                chat.message("assistant").markdown("too much");
            } finally {
                tooMuch.complete(null);
            }
        });
        int turn = given.send("One");
        tooMuch.get(20, TimeUnit.SECONDS);
        given.store.resume();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("backlog_full");
    }

    @Test
    void aTurnWithoutAnyRoomStillTellsWhyItFailed() throws Exception {
        limited(new TurnLimits(), 1_000_000, 1);
        var other = TestTurns.conversation("conversation");
        var waiting = new CompletableFuture<Void>();
        var full = new CompletableFuture<Void>();
        given.handler(chat -> {
            if (chat.text().equals("first")) {
                waiting.join();
                given.store.pause();
                chat.message("assistant");
                full.complete(null);
                return;
            }
            full.join();
            chat.message("assistant");
        });
        given.send(other, "first");
        int turn = given.send("second");
        waiting.complete(null);
        full.get(20, TimeUnit.SECONDS);
        given.store.awaitBlocked();
        var ended = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return given.awaitEnd(turn);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
        given.store.resume();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isIn(EndState.COMPLETE, EndState.FAILED);
        assertThat(given.snapshot().messages()).hasSize(2);
    }

    @Test
    void aSourceThatBlocksWhenItIsAskedHoldsNobodyElseUp() throws Exception {
        limited(new TurnLimits(), 2_000, 8_388_608);
        var release = new CompletableFuture<Void>();
        var asked = new CompletableFuture<Void>();
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                if (chat.text().equals("One")) {
                    var items = Multi.createFrom().range(0, 1_000).onItem().transform(i -> {
                        if (i == 64) {
                            asked.complete(null);
                            release.join();
                        }
                        return "x".repeat(100);
                    });
                    message.writeStream(items);
                }
            }
        });
        var other = TestTurns.conversation("conversation");
        int turn = given.send("One");
        asked.get(20, TimeUnit.SECONDS);
        given.awaitEnd(other, given.send(other, "Two"));
        release.complete(null);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
    }
}
