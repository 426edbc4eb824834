package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static dev.parley.turn.TestTurns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.turn.CommandRefused.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a turn does when its store fails: nothing is acknowledged or complete that is not stored. */
class TurnNotStoredTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

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
        given.answered("One", "Answer to One");
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
        given.answered("Three", "Answer to Three");
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
                message.markdown(String.join("; ", PromptLines.of(chat.history())));
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
        var impatient = new TestTurns(TurnLimits.impatient());
        int turn = impatient.send("One");
        var call = impatient.model.nextCall().started().say("Half");
        impatient.awaitText("Half");
        impatient.store.failAlways();
        assertThat(impatient.refusal(new Command.Stop(commandId(), turn))).isEqualTo(Reason.NOT_STORED);
        call.awaitCancelled();
        impatient.store.recover();
        impatient.awaitEnd(turn);
        assertThat(impatient.last().text()).isEqualTo("Half");
        impatient.endAll();
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
        given.answered("One", "Answer to One");
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
}
