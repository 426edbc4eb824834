package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static dev.parley.turn.TestTurns.join;
import static dev.parley.turn.TestTurns.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which commands are carried out, for whom, and how often. */
class TurnCommandsTest {

    @RegisterExtension
    private final TestTurns given = new TestTurns(new TurnLimits(), "weather");

    @Test
    void aConversationThatTwoOwnersBeginAtOnceBelongsToTheFirst() throws Exception {
        given.store.pause();
        var first = given.execute(new Command.Send(commandId(), "Mine", null));
        given.store.awaitBlocked();
        assertThat(refusal(given.turns.execute("bert", given.id, new Command.Send(commandId(), "Hi", null))))
                .isEqualTo(Reason.NOT_FOUND);
        given.store.resume();
        int turn = join(first).turn();
        assertThat(refusal(given.turns.execute("bert", given.id, new Command.Stop(commandId(), turn))))
                .isEqualTo(Reason.NOT_FOUND);
        given.model.nextCall().started().say("a").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        assertThat(given.store.find(given.id).orElseThrow().owner()).isEqualTo(TestTurns.OWNER);
    }

    @Test
    void aConversationWhoseBeginningWasNotStoredIsStillAnybodys() throws Exception {
        given.store.failAlways();
        assertThat(given.refusal(new Command.Send(commandId(), "Mine", null))).isEqualTo(Reason.NOT_STORED);
        given.store.recover();
        int turn = join(given.turns.execute("bert", given.id, new Command.Send(commandId(), "Mine", null)))
                .turn();
        given.model.nextCall().started().say("a").finish();
        given.awaitEnd(turn);
        assertThat(given.store.find(given.id).orElseThrow().owner()).isEqualTo("bert");
    }

    @Test
    void theSameSendAgainIsAcknowledgedAgainAndIsOneMessage() throws Exception {
        var send = new Command.Send(commandId(), "One", null);
        var first = given.ack(send);
        assertThat(given.ack(send)).isEqualTo(first);
        given.model.nextCall().started().say("a").finish();
        given.awaitEnd(first.turn());
        assertThat(given.ack(send)).isEqualTo(first);
        assertThat(given.refusal(new Command.Send(send.id(), "Another", null))).isEqualTo(Reason.ID_REUSED);
        assertThat(given.refusal(new Command.Stop(send.id(), 1))).isEqualTo(Reason.ID_REUSED);
        assertThat(given.events().stream().filter(Event.TurnQueued.class::isInstance))
                .hasSize(1);
        assertThat(given.model.hasNoCall()).isTrue();
    }

    @Test
    void theSameSendAgainWhileTheFirstIsOnItsWayIsOneMessage() throws Exception {
        var send = new Command.Send(commandId(), "One", null);
        given.store.pause();
        var first = given.execute(send);
        given.store.awaitBlocked();
        var again = given.execute(send);
        assertThat(given.refusal(new Command.Send(send.id(), "Another", null))).isEqualTo(Reason.ID_REUSED);
        assertThat(first.toCompletableFuture()).isNotDone();
        given.store.resume();
        assertThat(join(again)).isEqualTo(join(first));
        assertThat(given.events().stream().filter(Event.TurnQueued.class::isInstance))
                .hasSize(1);
    }

    @Test
    void sendQueuedAgainDoesNotReleaseALaterQueue() throws Exception {
        int first = given.send("One");
        int second = given.send("Two");
        given.model.nextCall();
        given.stop(first);
        var release = new Command.SendQueued(commandId());
        given.ack(release);
        given.model.nextCall();
        given.send("Three");
        given.stop(second);
        assertThat(given.snapshot().held()).isTrue();
        given.ack(release);
        assertThat(given.snapshot().held()).isTrue();
        assertThat(given.snapshot().turn()).isNull();
    }

    @Test
    void aMessageHasToFit() {
        assertThat(given.refusal(new Command.Send(commandId(), " ", null))).isEqualTo(Reason.MALFORMED);
        assertThat(given.refusal(new Command.Send(commandId(), "x".repeat(1_001), null)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(given.store.find(given.id)).isEmpty();
    }

    @Test
    void aMessageMayNameItsHandler() throws Exception {
        given.handler("weather", chat -> chat.message("weather").markdown("Sunny"));
        int turn = given.ack(new Command.Send(commandId(), "One", "weather")).turn();
        given.awaitEnd(turn);
        assertThat(given.snapshot().conversation().handler()).isEqualTo("weather");
        given.awaitEnd(given.send("Two"));
        assertThat(given.last().text()).isEqualTo("Sunny");
        assertThat(given.refusal(new Command.Send(commandId(), "One", "nobody")))
                .isEqualTo(Reason.UNKNOWN_HANDLER);
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        for (var command : List.of(
                new Command.Regenerate(commandId(), 99),
                new Command.Edit(commandId(), 99, "Uno"),
                new Command.ChooseBranch(commandId(), 99),
                new Command.Continue(commandId(), 99),
                new Command.RemoveQueued(commandId(), 99),
                new Command.Rename(commandId(), "Title"))) {
            assertThat(given.refusal(command)).as(command.toString()).isEqualTo(Reason.NOT_FOUND);
        }
        given.answered("One", "First");
        assertThat(given.refusal(new Command.Regenerate(commandId(), 99))).isEqualTo(Reason.NOT_FOUND);
        int question = given.snapshot().messages().getFirst().id();
        assertThat(given.refusal(new Command.Regenerate(commandId(), question))).isEqualTo(Reason.NOT_POSSIBLE);
        assertThat(given.refusal(new Command.Edit(commandId(), given.last().id(), "x")))
                .isEqualTo(Reason.NOT_POSSIBLE);
    }

    @Test
    void aConversationCanBeRenamed() throws Exception {
        given.answered("One", "First");
        given.ack(new Command.Rename(commandId(), " Paris "));
        assertThat(given.snapshot().conversation().title()).isEqualTo("Paris");
        assertThat(given.refusal(new Command.Rename(commandId(), " "))).isEqualTo(Reason.MALFORMED);
    }
}
