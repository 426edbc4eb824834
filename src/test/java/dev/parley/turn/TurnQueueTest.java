package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Snapshot;
import dev.parley.model.ModelFailure;
import dev.parley.turn.CommandRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that wait for the turns before them. */
class TurnQueueTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns();

    @Test
    void whatIsSentDuringATurnWaitsInOrder() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        int three = given.send("Three");
        assertThat(given.snapshot().queue())
                .extracting(Snapshot.QueuedTurn::turn)
                .containsExactly(two, three);
        assertThat(given.snapshot().held()).isFalse();
        given.model.nextCall().started().say("1").finish();
        given.model.nextCall().started().say("2").finish();
        var last = given.model.nextCall();
        assertThat(last.prompt())
                .containsExactly("USER: One", "ASSISTANT: 1", "USER: Two", "ASSISTANT: 2", "USER: Three");
        last.finish();
        assertThat(given.awaitEnd(three)).isEqualTo(EndState.COMPLETE);
        assertThat(given.awaitEnd(one)).isEqualTo(EndState.COMPLETE);
    }

    @Test
    void theQueueIsHeldAfterStopUntilTheReaderSendsIt() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        given.model.nextCall();
        given.stop(one);
        assertThat(given.snapshot().held()).isTrue();
        int three = given.send("Three");
        assertThat(given.snapshot().queue())
                .extracting(Snapshot.QueuedTurn::turn)
                .containsExactly(two, three);
        assertThat(given.model.hasNoCall()).isTrue();
        given.ack(new Command.SendQueued(commandId()));
        given.model.nextCall().started().say("2").finish();
        given.model.nextCall().started().say("3").finish();
        given.awaitEnd(three);
        assertThat(given.snapshot().held()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ModelFailure.Kind.class,
            names = {"AUTHENTICATION", "INTERRUPTED"})
    void theQueueIsHeldAfterAFailure(ModelFailure.Kind kind) throws Exception {
        int one = given.send("One");
        given.send("Two");
        given.model.nextCall().started().say("a").fail(kind);
        given.awaitEnd(one);
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void aMessageThatIsOnItsWayWhenATurnIsStoppedIsAnswered() throws Exception {
        for (int i = 0; i < 30; i++) {
            int one = given.send("One");
            given.model.nextCall();
            var stopped = given.execute(new Command.Stop(commandId(), one));
            int two = given.send("Two");
            join(stopped);
            if (given.snapshot().held()) {
                given.ack(new Command.SendQueued(commandId()));
            }
            given.model.nextCall().finish();
            given.awaitEnd(two);
        }
    }

    @Test
    void aQueuedMessageCanBeTakenBack() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        int three = given.send("Three");
        given.ack(new Command.RemoveQueued(commandId(), two));
        assertThat(given.awaitEnd(two)).isEqualTo(EndState.REMOVED);
        assertThat(given.refusal(new Command.RemoveQueued(commandId(), two))).isEqualTo(Reason.NOT_FOUND);
        assertThat(given.refusal(new Command.RemoveQueued(commandId(), one))).isEqualTo(Reason.NOT_FOUND);
        given.model.nextCall().finish();
        assertThat(given.model.nextCall().prompt()).endsWith("USER: One | Three");
        assertThat(given.snapshot().turn().id()).isEqualTo(three);
    }

    @Test
    void aHeldQueueThatIsEmptiedHoldsNothingMore() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        given.model.nextCall();
        given.stop(one);
        given.ack(new Command.RemoveQueued(commandId(), two));
        assertThat(given.snapshot().held()).isFalse();
        given.send("Three");
        given.model.nextCall().finish();
    }

    @Test
    void aMessageThatIsBeingTakenBackIsNotAnsweredMeanwhile() throws Exception {
        int one = given.send("One");
        int two = given.send("Two");
        var call = given.model.nextCall();
        given.store.pause();
        var removed = given.execute(new Command.RemoveQueued(commandId(), two));
        given.store.awaitBlocked();
        call.finish();
        given.store.resume();
        join(removed);
        given.awaitEnd(one);
        int three = given.send("Three");
        assertThat(given.model.nextCall().prompt()).noneMatch(line -> line.contains("Two"));
        assertThat(given.snapshot().turn().id()).isEqualTo(three);
    }

    @Test
    void theQueueHasALimit() {
        given.send("One");
        for (int i = 0; i < 5; i++) {
            given.send("Waiting " + i);
        }
        assertThat(given.refusal(new Command.Send(commandId(), "One too many", null)))
                .isEqualTo(Reason.QUEUE_FULL);
    }

    @Test
    void aQueueSurvivesThatNobodyThinksOfItsConversation() throws Exception {
        var forgetful = new TestTurns(new TurnLimits(), new LogLimits(0, 1_000_000, 8_000_000), "weather");
        forgetful.handler("weather", chat -> chat.message("weather").markdown("Sunny: " + chat.text()));
        int one = forgetful.send("One");
        forgetful.model.nextCall();
        int two = forgetful.ack(new Command.Send(commandId(), "Two", "weather")).turn();
        forgetful.send("Three");
        forgetful.ack(new Command.Stop(commandId(), one));
        awaitForgotten(forgetful);
        assertThat(forgetful.snapshot().held()).isTrue();
        int four = forgetful.send("Four");
        forgetful.ack(new Command.SendQueued(commandId()));
        forgetful.model.nextCall().started().say("3").finish();
        var last = forgetful.model.nextCall();
        assertThat(last.prompt())
                .containsExactly(
                        "USER: One | Two", "ASSISTANT: Sunny: Two", "USER: Three", "ASSISTANT: 3", "USER: Four");
        last.finish();
        assertThat(forgetful.awaitEnd(two)).isEqualTo(EndState.COMPLETE);
        assertThat(forgetful.awaitEnd(four)).isEqualTo(EndState.COMPLETE);
        forgetful.assertEachHasOneEnd();
    }

    /** With no room for idle logs, one that is held by nobody else has a new epoch each time. */
    private static void awaitForgotten(TestTurns turns) {
        String epoch = null;
        while (true) {
            var log = turns.logs.hold(turns.id);
            String now = log.end().epoch();
            turns.logs.release(log);
            if (epoch != null && !epoch.equals(now)) {
                return;
            }
            epoch = now;
            Thread.onSpinWait();
        }
    }
}
