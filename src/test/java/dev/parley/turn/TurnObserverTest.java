package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.conversation.EndState;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever watches turns is told. */
class TurnObserverTest {

    private final TestTurns given = new TestTurns();

    @AfterEach
    void shutDown() {
        given.shutDown();
    }

    private void assertTold(String... told) {
        await().untilAsserted(() -> assertThat(given.observer.told).containsExactly(told));
    }

    @Test
    void aTurnItsChunksItsCallAndItsEnd() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().cost(3, 4).say("Fi").say("rst").finish();
        given.awaitEnd(turn);

        assertTold("begun by claude", "call COMPLETE", "turn COMPLETE");
        assertThat(given.observer.chunks).hasValue(2);
        assertThat(given.observer.usages).singleElement().satisfies(usage -> {
            assertThat(usage.model()).isEqualTo("scripted-1");
            assertThat(usage.inputTokens()).isEqualTo(3);
            assertThat(usage.outputTokens()).isEqualTo(4);
            assertThat(usage.estimated()).isFalse();
        });
    }

    @Test
    void aStopCutsTheCallOffAndItsCostIsEstimated() throws Exception {
        int turn = given.send("One");
        given.model.nextCall().started().say("Some words of an answer");
        given.awaitText("Some words of an answer");
        given.ack(new Command.Stop("a-stop-command", turn));
        given.awaitEnd(turn);

        assertTold("begun by claude", "call CANCELLED", "turn STOPPED");
        assertThat(given.observer.usages).singleElement().satisfies(usage -> {
            assertThat(usage.outputTokens()).isPositive();
            assertThat(usage.estimated()).isTrue();
        });
    }

    @Test
    void anAttemptThatIsMadeAgainAndTheFailureThatEndsAll() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall().send(new ModelEvent.Waiting(ModelEvent.WaitReason.OVERLOADED, Instant.now()));
        call.fail(ModelFailure.Kind.OVERLOADED);
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.FAILED);

        assertTold("begun by claude", "call again after OVERLOADED", "call FAILED OVERLOADED", "turn FAILED");
    }

    @Test
    void aHandlerThatThrowsIsAFailedTurnWithoutACall() throws Exception {
        given.handler(chat -> {
            throw new IllegalStateException("A fault");
        });
        int turn = given.send("One");
        given.awaitEnd(turn);

        assertTold("begun by claude", "turn FAILED");
        assertThat(given.last().problem().requestId()).isEqualTo(given.id.value() + "." + turn);
    }
}
