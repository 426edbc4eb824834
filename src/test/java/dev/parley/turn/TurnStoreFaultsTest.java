package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static dev.parley.turn.TestTurns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chat.TurnEndedException;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.turn.CommandRefused.Reason;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a turn does when its store is slow, full or gone: nothing is acknowledged or complete that is not stored. */
class TurnStoreFaultsTest {

    private TestTurns given = new TestTurns();

    @AfterEach
    void eachTurnAndMessageHasOneEnd() {
        given.store.recover();
        given.store.failReads(false);
        given.store.resume();
        given.shutDown();
        given.assertEachHasOneEnd();
    }

    private void limited(TurnConfig config, long backlogPerTurn, long backlogAllTurns) {
        given = new TestTurns(config, new TestTurns.LogLimits(200, backlogPerTurn, backlogAllTurns), List.of());
    }

    /** Fails each transaction with such an event, as often as it is tried. */
    private void failOn(Predicate<Event> events) {
        given.store.failOn(commit -> commit.events().stream().anyMatch(logged -> events.test(logged.event())));
    }

    private static boolean isText(Event event, String text) {
        return event instanceof Event.TextAppended appended && appended.text().contains(text);
    }

    @Test
    void aMessageThatWasNotStoredIsNotAcknowledged() throws Exception {
        given.store.failAlways();
        var send = new Command.Send(commandId(), "One", null);
        assertThat(given.refusal(send)).isEqualTo(Reason.NOT_STORED);
        assertThat(given.store.find(given.id)).isEmpty();
        assertThat(given.model.hasNoCall()).isTrue();
        given.store.recover();
        int turn = given.ack(send).turn();
        given.model.nextCall().started().say("First").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages()).extracting(Message::text).containsExactly("One", "First");
    }

    @Test
    void aStoreThatCannotBeReadRefusesCommands() {
        given.store.failReads(true);
        var send = new Command.Send(commandId(), "One", null);
        assertThat(given.refusal(send)).isEqualTo(Reason.NOT_STORED);
        given.store.failReads(false);
        given.ack(send);
        given.store.failReads(true);
        assertThat(given.refusal(new Command.Regenerate(commandId(), 3))).isIn(Reason.NOT_STORED, Reason.TURN_RUNNING);
    }

    @Test
    void aMessageBehindOneThatWasNotStoredIsAnswered() throws Exception {
        given.awaitEnd(answered("One"));
        failOn(event ->
                event instanceof Event.TurnQueued queued && queued.text().equals("lost"));
        for (int i = 0; i < 10; i++) {
            var lost = given.execute(new Command.Send(commandId(), "lost", null));
            var kept = given.execute(new Command.Send(commandId(), "kept", null));
            assertThat(refusal(lost)).isEqualTo(Reason.NOT_STORED);
            int turn;
            try {
                turn = join(kept).turn();
            } catch (RuntimeException inTheSameTransaction) {
                continue;
            }
            given.model.nextCall().finish();
            assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        }
    }

    @Test
    void aFailureInMidAnswerEndsTheTurnAndNoOther() throws Exception {
        var other = TestTurns.conversation("conversation");
        int otherTurn = given.send(other, "Other");
        var otherCall = given.model.nextCall().started();
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("kept ");
        given.awaitText("kept ");
        given.store.failOn(given.id);
        call.say("lost ");
        call.awaitCancelled();
        otherCall.say("fine").finish();
        assertThat(given.awaitEnd(other, otherTurn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.refusal(new Command.Send(commandId(), "Two", null))).isEqualTo(Reason.NOT_STORED);
        given.store.recover();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().text()).isEqualTo("kept ");
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("not_stored");
        given.awaitEnd(answered("Three"));
    }

    @Test
    void anAnswerOfWhichAPartWasLostIsNotComplete() throws Exception {
        failOn(event -> isText(event, "lost"));
        int turn = given.send("One");
        given.model.nextCall().started().say("kept ").say("lost").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.snapshot().messages()).extracting(Message::state).doesNotContainNull();
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
    }

    @Test
    void anAnswerWhoseEndOvertakesALostPartIsNotComplete() throws Exception {
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.writeStream(chat.model().stream(chat.history()));
            }
        });
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("kept ");
        given.awaitText("kept ");
        failOn(event -> isText(event, "lost"));
        given.store.pause();
        call.say("lost");
        given.store.awaitBlocked();
        call.finish();
        given.store.resume();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(given.last().text()).isEqualTo("kept ");
    }

    @Test
    void anAnswerOfWhichNothingWasStoredIsAFailedMessage() throws Exception {
        var failures = new AtomicInteger();
        // The batch, and the conversation by itself.
        failOn(event -> event instanceof Event.MessageStarted started
                && started.role() == Role.ASSISTANT
                && failures.incrementAndGet() <= 2);
        int turn = given.send("One");
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);
        assertThat(given.last().state()).isEqualTo(EndState.FAILED);
        assertThat(given.last().problem().code()).isEqualTo("not_stored");
        given.handler(chat -> {
            try (var message = chat.message("assistant")) {
                message.markdown(String.join("; ", TestTurns.lines(chat.history())));
            }
        });
        assertThat(given.awaitEnd(given.send("Two"))).isEqualTo(EndState.COMPLETE);
        assertThat(given.snapshot().messages())
                .extracting(Message::text)
                .containsExactly("One", "", "Two", "USER: One | Two");
    }

    @Test
    void anEndThatWasNotStoredIsStoredLater() throws Exception {
        int turn = given.send("One");
        int two = given.send("Two");
        var tried = new AtomicBoolean();
        failOn(event -> {
            tried.compareAndSet(false, event instanceof Event.TurnEnded);
            return event instanceof Event.TurnEnded;
        });
        given.model.nextCall().started().say("First").finish();
        while (!tried.get()) {
            Thread.onSpinWait();
        }
        assertThat(given.snapshot().turn()).isNotNull();
        assertThat(given.model.hasNoCall())
                .as("the next turn waits for the end")
                .isTrue();
        given.store.recover();
        given.awaitEnd(turn);
        // Not the last message: stored at the second try, the next answer may have begun already.
        assertThat(given.snapshot().messages().get(1).state()).isNotNull();
        if (given.snapshot().held()) {
            given.ack(new Command.SendQueued(commandId()));
        }
        given.model.nextCall().finish();
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void theLostEndOfAnEarlierMessageIsMadeUpFor() throws Exception {
        var began = new CompletableFuture<Void>();
        given.handler(chat -> {
            chat.message("weather").markdown("Sunny").close();
            began.complete(null);
            chat.message("assistant").markdown("Answer");
        });
        failOn(event -> event instanceof Event.MessageEnded ended && ended.message() > 2);
        int turn = given.send("One");
        began.get(20, TimeUnit.SECONDS);
        given.store.recover();
        given.awaitEnd(turn);
    }

    @Test
    void aStoppedTurnWhoseEndIsNotStoredIsNotAcknowledged() throws Exception {
        limited(TestTurns.Limits.impatient(), 1_048_576, 8_388_608);
        int turn = given.send("One");
        var call = given.model.nextCall().started().say("Half");
        given.awaitText("Half");
        given.store.failAlways();
        assertThat(given.refusal(new Command.Stop(commandId(), turn))).isEqualTo(Reason.NOT_STORED);
        call.awaitCancelled();
        given.store.recover();
        given.awaitEnd(turn);
        assertThat(given.last().text()).isEqualTo("Half");
    }

    @Test
    void aQueuedMessageWhoseTurnCouldNotBeginIsAnsweredWhenTheStoreIsBack() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        var tried = new AtomicBoolean();
        failOn(event -> {
            boolean starts = event instanceof Event.TurnStarted started && started.turn() == two;
            tried.compareAndSet(false, starts);
            return starts;
        });
        given.model.nextCall().finish();
        given.awaitEnd(one);
        while (!tried.get()) {
            Thread.onSpinWait();
        }
        given.store.recover();
        given.model.nextCall().finish();
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void aHeldQueueThatCouldNotBeSentStaysHeld() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        given.model.nextCall();
        given.ack(new Command.Stop(commandId(), one));
        given.store.failAlways();
        var release = new Command.SendQueued(commandId());
        assertThat(given.refusal(release)).isEqualTo(Reason.NOT_STORED);
        given.store.recover();
        assertThat(given.snapshot().held()).isTrue();
        given.ack(release);
        given.model.nextCall().finish();
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void whatIsSentWhileAnEditFailsIsAnswered() throws Exception {
        given.awaitEnd(answered("One"));
        int question = given.snapshot().messages().getFirst().id();
        given.store.pause();
        var blocker = given.execute(new Command.Rename(commandId(), "Title"));
        given.store.awaitBlocked();
        failOn(event -> event instanceof Event.ConversationChanged changed && changed.leaf() != null);
        var edit = given.execute(new Command.Edit(commandId(), question, "Uno"));
        given.store.resume();
        join(blocker);
        var sent = given.execute(new Command.Send(commandId(), "Two", null));
        assertThat(refusal(edit)).isEqualTo(Reason.NOT_STORED);
        given.store.recover();
        try {
            int turn = join(sent).turn();
            given.model.nextCall().finish();
            assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        } catch (CompletionException inTheSameTransaction) {
            assertThat(refusal(sent)).isEqualTo(Reason.NOT_STORED);
        }
    }

    @Test
    void aSlowStoreHoldsTheModelUpAndThenEndsTheTurn() throws Exception {
        limited(TestTurns.Limits.impatient(), 2_000, 8_388_608);
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
        limited(new TestTurns.Limits(), 2_000, 8_388_608);
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
        limited(TestTurns.Limits.impatient(), 2_000, 8_388_608);
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
        limited(new TestTurns.Limits(), 2_000, 8_388_608);
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
        limited(TestTurns.Limits.impatient(), 1_000_000, 1);
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
        limited(new TestTurns.Limits(), 1_000_000, 1);
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

    private int answered(String question) throws InterruptedException {
        int turn = given.send(question);
        given.model.nextCall().started().say("Answer to " + question).finish();
        return turn;
    }

    @Test
    void aSourceThatBlocksWhenItIsAskedHoldsNobodyElseUp() throws Exception {
        limited(new TestTurns.Limits(), 2_000, 8_388_608);
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
